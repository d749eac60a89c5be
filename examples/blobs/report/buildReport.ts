import type {Figure} from '../../common/report/Figure.js';
import {agreement} from '../claims/agreement.js';
import type {Runs} from '../claims/Claim.js';
import {judge} from '../../common/claims/judge.js';
import type {Experiment} from '../experiments/Experiment.js';
import type {Outcome} from '../../common/runs/runAll.js';
import {titleOf, type Job, type Result} from '../training/Job.js';
import type {Report, Section, Timing} from './Report.js';

export interface BuildReportOptions {
  experiments: readonly Experiment[];
  seeds: readonly number[];
  epochs: number;
  outcome: Outcome<Job, Result>;
  keras: readonly Runs[];
  setup: [label: string, value: string][];
}

/** The number of epochs that the tutorial trains for: what its statements are about. */
const tutorialEpochs = 200;

/** Puts figures, claims, agreement and timings together from the results that there are. */
export function buildReport({experiments, seeds, epochs, outcome, keras, setup}: BuildReportOptions): Report {
  const comparable = epochs === tutorialEpochs;
  const sections = experiments.map((experiment): Section => {
    const computed = experiment.computed?.() ?? {};
    const ours = seeds.map((seed) => ({...computed, ...curvesOf(seed, outcome)}));
    const judged = comparable ? ours : [computed];
    return {
      experiment,
      figures: figures(experiment, ours, seeds),
      claims: experiment.claims.map((claim) => ({
        claim,
        ours: judge(claim, judged),
        keras: judge(claim, keras),
      })),
    };
  });

  const names = new Set(experiments.flatMap(({trainings}) => trainings.map(({name}) => name)));
  const trained = comparable ? seeds.map((seed) => curvesOf(seed, outcome)) : [];
  const missing = outcome.failures.map(({job, message}) => `${titleOf(job)} failed: ${message}`);
  if (!comparable) {
    missing.push(`The trainings had ${epochs} epochs; statements about ${tutorialEpochs} are not judged.`);
  }
  return {
    sections,
    agreement: [...names].flatMap((name) => agreement(name, trained, keras)),
    setup,
    timings: [...names].flatMap((name) => timing(name, outcome)),
    missing,
  };
}

function curvesOf(seed: number, {results}: Outcome<Job, Result>): Runs {
  const own = [...results].filter(([job]) => job.seed === seed);
  return Object.fromEntries(own.map(([job, {curves}]) => [job.training.name, curves]));
}

/** Drawn for the first seed that lacks the fewest trainings. */
function figures(
  {trainings, figures: draw}: Experiment,
  ours: readonly Runs[],
  seeds: readonly number[],
): Figure[] {
  if (trainings.length === 0) return draw(ours[0]!);
  const present = ours.map((runs) => trainings.filter(({name}) => name in runs).length);
  const most = Math.max(...present);
  if (most === 0) return [];
  const chosen = present.indexOf(most);
  return draw(ours[chosen]!).map((figure) => ({
    ...figure,
    caption: `${figure.caption} Seed ${seeds[chosen]}.`,
  }));
}

function timing(name: string, {results}: Outcome<Job, Result>): Timing[] {
  const seconds = [...results].flatMap(([job, result]) => (job.training.name === name ? result.seconds : []));
  return seconds.length > 0 ? [{name, seconds}] : [];
}
