import {publish} from '../common/report/publish.js';
import {trainAll} from '../common/runs/trainAll.js';
import type {CliOptions} from './cliOptions.js';
import {page} from './report/page.js';
import {pathOf, titleOf, type Job, type Result} from './training/Job.js';
import {clippingNames, optimizerNames} from './training/trainings.js';

const at = (relative: string) => new URL(relative, import.meta.url);

/** Trains with every optimizer and every clipping, and writes what came out; the result is the exit code. */
export async function compareClippings(options: CliOptions): Promise<number> {
  const {seeds: count, updates, backend, out} = options;
  const start = performance.now();
  const seeds = Array.from({length: count}, (_, i) => i + 1);
  const jobs = seeds.flatMap((seed) =>
    optimizerNames.flatMap((optimizer) =>
      clippingNames.map((clipping): Job => ({optimizer, clipping, seed, updates, backend})),
    ),
  );
  const {results, failures} = await trainAll<Job, Result>({
    ...{jobs, titleOf, pathOf, out},
    module: at('./training/runJob.ts'),
    sources: ['../../src', '../common/backends', '../blobs/data', './data', './training'].map(at),
  });
  if (results.size === 0) return 1;

  const inOrder = new Map(jobs.flatMap((job) => (results.has(job) ? [[job, results.get(job)!]] : [])));
  const {blocks, figures, seeds: data} = page(inOrder, options);
  await publish({blocks, figures, data, out, start});
  return failures.length > 0 ? 1 : 0;
}
