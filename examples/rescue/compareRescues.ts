import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {version} from '@tensorflow/tfjs';
import {duration} from '../common/report/duration.js';
import {tidy, writePage} from '../common/report/writePage.js';
import {fingerprint} from '../common/runs/fingerprint.js';
import {pool} from '../common/runs/pool.js';
import {progress} from '../common/runs/progress.js';
import {runAll} from '../common/runs/runAll.js';
import {store} from '../common/runs/store.js';
import type {CliOptions} from './cliOptions.js';
import {page} from './report/page.js';
import {pathOf, titleOf, type Job, type Result} from './training/Job.js';
import {rescueNames} from './training/rescues.js';

const pathTo = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Trains with every rescue, and writes what came out; the result is the exit code. */
export async function compareRescues({epochs, backend, out}: CliOptions): Promise<number> {
  const start = performance.now();
  const jobs = rescueNames.map((rescue): Job => ({rescue, epochs, backend}));
  const sources = ['../../src', '../common/backends', './training'].map(pathTo);
  const {threads, run, close} = pool<Job, Result>(new URL('./training/runJob.ts', import.meta.url));
  const {results, failures} = await runAll({
    jobs,
    run,
    titleOf,
    store: store<Job, Result>(join(out, 'runs'), `${version.tfjs} ${fingerprint(sources)}`, pathOf),
    progress: (left) => {
      console.log(
        `${jobs.length} trainings, ${jobs.length - left} of them found on disk; ${threads} threads.`,
      );
      return progress(left);
    },
  });
  await close();
  if (results.size === 0) return 1;

  const inOrder = jobs.flatMap((job) => {
    const result = results.get(job);
    return result ? [{name: job.rescue, curves: result.curves}] : [];
  });
  const {blocks, figures} = page(inOrder, epochs, backend);
  await writePage(blocks, figures, out);
  writeFileSync(join(out, 'results.json'), `${JSON.stringify(inOrder, null, 2)}\n`);
  console.log(`\n${await tidy(blocks.filter(({kind}) => kind !== 'figure'))}`);
  const time = duration((performance.now() - start) / 1000);
  console.log(`All took ${time}. The report is ${join(out, 'report.html')}.`);
  return failures.length > 0 ? 1 : 0;
}
