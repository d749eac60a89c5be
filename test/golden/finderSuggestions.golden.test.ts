import {afterAll, describe, expect} from '@jest/globals';
import {fastaiPart} from '../../src/finder/suggestions/fastaiPart.js';
import {minimum} from '../../src/finder/suggestions/minimum.js';
import {slide} from '../../src/finder/suggestions/slide.js';
import {steepest} from '../../src/finder/suggestions/steepest.js';
import {steepestByRate} from '../../src/finder/suggestions/steepestByRate.js';
import {steepestByStep} from '../../src/finder/suggestions/steepestByStep.js';
import type {Points, Suggestion} from '../../src/finder/suggestions/Suggestion.js';
import {valley} from '../../src/finder/suggestions/valley.js';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose, isClose} from '../helpers/expectClose';
import {golden, type GoldenCase} from '../helpers/golden';

type Method = (points: Points) => Suggestion<string>;

const methods: Record<string, Method> = {
  fastai_minimum: minimum,
  fastai_steep: steepest,
  fastai_valley: valley,
  fastai_slide: (points) => slide(points),
  torch_lr_finder_skip10_5: (points) => steepestByStep(points),
  torch_lr_finder_skip0_0: (points) => steepestByStep(points, {skipStart: 0, skipEnd: 0}),
  lightning_skip10_1: (points) => steepestByRate(points),
  lightning_skip0_1: (points) => steepestByRate(points, {skipBegin: 0}),
};
for (const name of ['minimum', 'steep', 'valley', 'slide']) {
  const method = methods[`fastai_${name}`]!;
  methods[`fastai_lr_find_${name}`] = (points) => method(fastaiPart(points, points[0].length));
}

const {cases, tolerance} = golden('10a');
const counts = caseCounts('10a', cases, ({name}) => (name.startsWith('slide') ? 'slide' : 'curves'));
const isSlide = ({name}: GoldenCase) => name.startsWith('slide');
const answers = {held: 0, refused: 0, noise: 0, ties: 0};

const isFlat = (losses: readonly number[]) => losses.every((loss) => loss === losses[0]);

/** Whether the segments that begin at two rates are equally steep, but for the rounding of two logarithms. */
function isTie([rates, losses]: Points, ...ends: (number | undefined)[]): boolean {
  const [one, other] = ends.map((rate) => {
    const i = rates.indexOf(rate!);
    return (losses[i + 1]! - losses[i]!) / (Math.log(rates[i + 1]!) - Math.log(rates[i]!));
  });
  return isClose(one!, other!, {relTol: 1e-12, absTol: 0});
}

describe('each method suggests what fastai, torch-lr-finder and Lightning suggest', () => {
  counts.held(
    cases.filter((one) => !isSlide(one)),
    ({input, expected}) => {
      expect(Object.keys(expected).sort()).toEqual(Object.keys(methods).sort());
      for (const [name, method] of Object.entries(methods)) {
        const want = expected[name].suggestion ?? undefined;
        const {learningRate, reason} = method([input.lrs, input.losses]);
        expect(reason).not.toBe('');
        // Lightning's slopes of a flat curve are rounding noise, its answer as well.
        if (name.startsWith('lightning') && isFlat(input.losses) && want !== undefined) {
          answers.noise += 1;
          expect(input.lrs).toContain(learningRate);
          continue;
        }
        // On a straight line or even stairs the last bit of a logarithm decides, which PyTorch rounds in its own way.
        if (
          name.endsWith('steep') &&
          learningRate !== want &&
          isTie([input.lrs, input.losses], learningRate, want)
        ) {
          answers.ties += 1;
          continue;
        }
        answers[want === undefined ? 'refused' : 'held'] += 1;
        expectClose(learningRate, want, tolerance, name);
      }
    },
  );
});

describe("slide takes fastai's options", () => {
  counts.held(cases.filter(isSlide), ({args, input, expected}) => {
    const {lr_diff: lrDiff, thresh, adjust_value: adjustValue} = args;
    const {learningRate} = slide([input.lrs, input.losses], {lrDiff, thresh, adjustValue});
    expectClose(learningRate, expected.fastai_slide.suggestion, tolerance);
  });
});

describe('the file', () => {
  counts.itHasRunEveryCase();
});

afterAll(() => {
  const {held, refused, noise, ties} = answers;
  process.stdout.write(
    `golden 10a: ${held} answers held, ${refused} refused as the peer does, not compared ${noise} of Lightning on flat curves and ${ties} of fastai between equal slopes\n`,
  );
});
