import {
  learningRateFinderChart,
  lineChart,
  panels,
  scatterChart,
  type LearningRateFinderResult,
  type VegaLiteSpec,
} from 'tfjs-callbacks';
import {twoDigits} from '../../../src/internal/twoDigits.js';
import {percent} from '../../common/claims/formats.js';
import {summary} from '../../common/claims/summary.js';
import {epochs} from '../../blobs/experiments/epochs.js';
import {rangeCell} from '../../common/report/cells.js';
import type {Job, Result} from '../../blobs/training/Job.js';
import type {Curves} from '../../blobs/training/Training.js';
import type {Block} from '../../common/report/Block.js';
import type {Figure} from '../../common/report/Figure.js';
import {marks} from '../../common/report/marks.js';
import type {Test} from './find.js';
import {factor, highestTestAccuracy, lowestLoss, outcome, type Outcome} from './outcomes.js';
import {grid, gridName, multiples} from './trainings.js';

/** What a range test found for a seed. */
export interface Found {
  test: Test;
  seed: number;
  result: LearningRateFinderResult;
}

export interface Page {
  blocks: Block[];
  figures: Figure[];
  /** All numbers of it, as JSON. */
  data: object;
  /** Whether the recommendation is near the best rate of the grid. */
  holds: boolean;
}

const near = 3;
const decimals = (value: number) => value.toFixed(3);

/** Puts figures, tables and the verdict together. Trainings with the rates that `chosen` found are in the results. */
export function page(
  found: readonly Found[],
  chosen: Test,
  results: ReadonlyMap<Job, Pick<Result, 'curves'>>,
): Page {
  const runs = (name: string): Curves[] =>
    [...results].flatMap(([{training}, {curves}]) => (training.name === name ? curves : []));
  const outcomes = (names: readonly string[]) =>
    names.flatMap((name) => (runs(name).length > 0 ? outcome(name, runs(name)) : []));
  const own = outcomes(Object.keys(multiples));
  const tutorial = outcomes(grid.map(gridName));
  const rates = found.flatMap(({test, result}) =>
    test === chosen ? (result.recommendation.learningRate ?? []) : [],
  );
  const seeds = new Set(found.map(({seed}) => seed)).size;
  const verdict = compare(rates, tutorial, seeds);

  const first = found.find(({test, seed}) => test === chosen && seed === 1)!.result;
  const finder: Figure = {
    name: 'finder-blobs',
    caption: `The range test of seed 1, ${chosen}.`,
    spec: learningRateFinderChart(first, {title: `Range test of the blobs’ network, ${chosen}`}),
  };
  const trained: Figure = {
    name: 'finder-blobs-trainings',
    caption: 'Left: training loss of seed 1. Right: training loss at the end, for every training and seed.',
    spec: trainingsChart(runs, own, results),
  };
  const blocks: Block[] = [
    {kind: 'heading', level: 1, text: 'A learning rate for the blobs tutorial'},
    {
      kind: 'paragraph',
      text:
        `The tutorial’s network, 2-50-3 with plain SGD and batches of 32, is asked for its learning rate, and then ` +
        `trained for 200 epochs with what it answers, with a tenth and with ten times of it, and with the tutorial’s ` +
        `own rates. ${seeds === 1 ? 'One seed.' : `Medians of ${seeds} seeds, and in brackets their range.`}`,
    },
    {kind: 'list', items: verdict.sentences},
    {kind: 'heading', level: 2, text: 'What the range test recommends'},
    {kind: 'figure', name: finder.name, caption: finder.caption},
    foundTable(found),
    {
      kind: 'paragraph',
      text:
        'The coordinates are not scaled, so the loss begins far above that of guessing, 1.1, and falls as soon as the ' +
        'rate moves the weights at all; how far, depends on the first weights. In the 100 batches of a test as it comes, ' +
        'six epochs, that is all there is to see. In 800 batches there is a second fall behind it, the one in which the ' +
        'classes are told apart, and the recommendation belongs to that.',
    },
    {kind: 'heading', level: 2, text: 'What becomes of it'},
    {kind: 'figure', name: trained.name, caption: trained.caption},
    outcomeTable(own),
    outcomeTable(tutorial),
    {
      kind: 'paragraph',
      text:
        'A tick marks the best of a table. Losses and accuracies are means over the last ten epochs. The 500 test points ' +
        'say an accuracy of 82 % to about ±3.4 points (two standard deviations): a smaller difference may be chance.',
    },
  ];
  return {blocks, figures: [finder, trained], data: {found, own, tutorial, verdict}, holds: verdict.holds};
}

interface Verdict {
  sentences: string[];
  holds: boolean;
}

/** Where the rates lie beside the best of the grid: by training loss, which decides, and by test accuracy. */
export function compare(rates: readonly number[], tutorial: readonly Outcome[], seeds: number): Verdict {
  const without = `${marks['does not hold']} Of ${seeds} seeds ${seeds - rates.length} got no recommendation.`;
  if (rates.length === 0) return {sentences: [without], holds: false};
  const sentence = (best: Outcome, measure: string) => {
    const times = summary(rates.map((one) => factor(one, best.rates.median)));
    const within = times.max <= near;
    const mark = within ? marks.holds : marks['does not hold'];
    return {
      within,
      text:
        `${mark} By ${measure} the best of the tutorial’s rates is ${best.rates.median}. ` +
        `The recommendation, ${rangeCell(summary(rates), twoDigits)}, is ${within ? '' : 'not '}within a factor of ${near} ` +
        `of it: the factor is ${rangeCell(times, twoDigits)}.`,
    };
  };
  const loss = sentence(lowestLoss(tutorial), 'training loss');
  const testAccuracy = sentence(highestTestAccuracy(tutorial), 'test accuracy');
  const all = rates.length === seeds;
  const sentences = [loss.text, testAccuracy.text, ...(all ? [] : [without])];
  return {sentences, holds: all && loss.within};
}

function foundTable(found: readonly Found[]): Block {
  return {
    kind: 'table',
    head: ['Range test', 'Seed', 'Recommended rate', 'Why'],
    rows: found.map(
      ({
        test,
        seed,
        result: {
          recommendation: {learningRate, reason},
        },
      }) => [test, String(seed), learningRate === undefined ? 'none' : twoDigits(learningRate), reason],
    ),
  };
}

function outcomeTable(outcomes: readonly Outcome[]): Block {
  const won = (value: boolean, cell: string) => (value ? `${marks.holds} ${cell}` : cell);
  return {
    kind: 'table',
    head: ['Trained with', 'Rate', 'Training loss', 'Training accuracy', 'Test accuracy'],
    rows: outcomes.map((one) => [
      one.name,
      rangeCell(one.rates, twoDigits),
      won(one === lowestLoss(outcomes), rangeCell(one.loss, decimals)),
      rangeCell(one.accuracy, percent),
      won(one === highestTestAccuracy(outcomes), rangeCell(one.testAccuracy, percent)),
    ]),
  };
}

function trainingsChart(
  runs: (name: string) => Curves[],
  own: readonly Outcome[],
  results: ReadonlyMap<Job, Pick<Result, 'curves'>>,
): VegaLiteSpec {
  const size = {width: 330, height: 220, yTitle: 'cross-entropy', yScale: 'log', yDomain: [0.3, 10]} as const;
  const rest = 'the tutorial’s rates';
  const over = own.map(({name}) => {
    const {loss} = runs(name)[0]!;
    return {name, x: epochs(loss), y: loss};
  });
  const ends = [...Object.keys(multiples), rest].map((name) => {
    const ofName = [...results].filter(([{training}]) =>
      name === rest ? !(training.name in multiples) : training.name === name,
    );
    const ended = ofName.map(([{training}, {curves}]) => outcome(training.name, [curves]));
    return {name, x: ended.map(({rates}) => rates.median), y: ended.map(({loss}) => loss.median)};
  });
  return panels(
    [
      // Both have the names of one legend.
      lineChart([...over, {name: rest, x: [], y: []}], {...size, title: 'Training loss', xTitle: 'epoch'}),
      scatterChart(ends, {
        ...size,
        title: 'Training loss at the end',
        xTitle: 'learning rate',
        xScale: 'log',
        xDomain: [5e-8, 3],
      }),
    ],
    {columns: 2},
  );
}
