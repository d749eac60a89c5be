import {publish} from '../common/report/publish.js';
import {trainAll} from '../common/runs/trainAll.js';
import type {CliOptions} from './cliOptions.js';
import {page} from './report/page.js';
import {pathOf, titleOf, type Job, type Result} from './training/Job.js';
import {rescueNames} from './training/rescues.js';

const at = (relative: string) => new URL(relative, import.meta.url);

/** Trains with every rescue, and writes what came out; the result is the exit code. */
export async function compareRescues({epochs, backend, out}: CliOptions): Promise<number> {
  const start = performance.now();
  const jobs = rescueNames.map((rescue): Job => ({rescue, epochs, backend}));
  const {results, failures} = await trainAll<Job, Result>({
    ...{jobs, titleOf, pathOf, out},
    module: at('./training/runJob.ts'),
    sources: ['../../src', '../common/backends', './training'].map(at),
  });
  if (results.size === 0) return 1;

  const data = jobs.flatMap((job) => {
    const result = results.get(job);
    return result ? [{name: job.rescue, curves: result.curves}] : [];
  });
  await publish({...page(data, epochs, backend), data, out, start});
  return failures.length > 0 ? 1 : 0;
}
