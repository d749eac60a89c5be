import {cpus} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {version} from '@tensorflow/tfjs';
import {duration} from '../common/report/duration.js';
import type {CliOptions} from './cliOptions.js';
import {buildReport} from './report/buildReport.js';
import {reference} from './report/reference.js';
import {tally} from './report/tally.js';
import {writeReport} from './report/writeReport.js';
import {fingerprint} from '../common/runs/fingerprint.js';
import {pool} from '../common/runs/pool.js';
import {progress} from '../common/runs/progress.js';
import {runAll} from '../common/runs/runAll.js';
import {store} from '../common/runs/store.js';
import {pathOf, titleOf, type Job, type Result} from './training/Job.js';

const pathTo = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Runs what the options ask for and writes the report; the result is the exit code. */
export async function reproduce({
  experiments,
  seeds: count,
  epochs,
  backend,
  out,
}: CliOptions): Promise<number> {
  const start = performance.now();
  const seeds = Array.from({length: count}, (_, i) => i + 1);
  const trainings = new Map(experiments.flatMap((one) => one.trainings).map((one) => [one.name, one]));
  const jobs = seeds.flatMap((seed) =>
    [...trainings.values()].map((training): Job => ({training, seed, epochs, backend})),
  );

  const sources = ['../../src', '../common/backends', './data', './training'].map(pathTo);
  const {threads, run, close} = pool<Job, Result>(new URL('./training/runJob.ts', import.meta.url));
  const outcome = await runAll({
    jobs,
    run,
    titleOf,
    store: store<Job, Result>(join(out, 'runs'), `${version.tfjs} ${fingerprint(sources)}`, pathOf),
    progress: (left) => {
      const found = jobs.length - left;
      console.log(`${jobs.length} trainings, ${found} of them found on disk; ${threads} threads.`);
      const display = progress(left);
      process.on('SIGINT', () => {
        display.stop();
        console.log(`\nStopped. The finished trainings are in ${out}; the same command goes on from them.`);
        process.exit(130);
      });
      return display;
    },
  });
  await close();

  const trainingTime = [...outcome.results.values()].reduce((sum, {seconds}) => sum + seconds, 0);
  const ownTime = duration((performance.now() - start) / 1000);
  const setup: [string, string][] = [
    [
      'Trainings',
      `${outcome.results.size} of ${jobs.length}, with seeds 1 to ${count}, ${epochs} epochs each`,
    ],
    ['Time of all trainings together', duration(trainingTime)],
    ['Time of this run', `${ownTime} on ${threads} threads, with ${outcome.found} results found on disk`],
    ['Backend', `${backend} of TensorFlow.js ${version.tfjs}, Node.js ${process.versions.node}`],
    ['Processor', cpus()[0]?.model ?? 'unknown'],
  ];
  const keras = reference(pathTo('./reference'));
  const report = buildReport({experiments, seeds, epochs, outcome, keras, setup});
  await writeReport(report, out);
  for (const sentence of [...tally(report), ...report.missing]) console.log(sentence);
  console.log(`The report is ${join(out, 'report.html')}, its figures are in ${join(out, 'figures')}.`);
  return outcome.failures.length > 0 ? 1 : 0;
}
