import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {version} from '@tensorflow/tfjs';
import {fileURLToPath} from 'node:url';
import {fingerprint} from '../../common/runs/fingerprint.js';
import {pool} from '../../common/runs/pool.js';
import {progress} from '../../common/runs/progress.js';
import {runAll} from '../../common/runs/runAll.js';
import {store} from '../../common/runs/store.js';
import {pathOf, titleOf, type Job, type Result} from '../../blobs/training/Job.js';
import {useBackend} from '../../common/backends/useBackend.js';
import {duration} from '../../common/report/duration.js';
import {tidy, writePage} from '../../common/report/writePage.js';
import type {CliOptions} from './cliOptions.js';
import {find, tests, type Test} from './find.js';
import {page, type Found} from './page.js';
import {trainings} from './trainings.js';

const pathTo = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Finds rates, trains with them and with the tutorial's, and writes what came out; the result is the exit code. */
export async function findAndTrain({seeds: count, out}: CliOptions): Promise<number> {
  const start = performance.now();
  await useBackend('cpu');
  const seeds = Array.from({length: count}, (_, i) => i + 1);
  const found: Found[] = [];
  for (const test of Object.keys(tests) as Test[]) {
    for (const seed of seeds) {
      const result = await find(test, seed);
      console.log(`Seed ${seed}, ${test}: ${result.recommendation.reason}.`);
      found.push({test, seed, result});
    }
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${found.length} range tests took ${duration(seconds)}.`);

  const chosen = Object.keys(tests).at(-1) as Test;
  const jobs = found
    .filter(({test}) => test === chosen)
    .flatMap(({seed, result}) =>
      trainings(result.recommendation.learningRate).map((training): Job => ({
        training,
        seed,
        epochs: 200,
        backend: 'cpu',
      })),
    );
  const sources = ['../../../src', '../../blobs/data', '../../blobs/training'].map(pathTo);
  const {threads, run, close} = pool<Job, Result>(new URL('../../blobs/training/runJob.ts', import.meta.url));
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

  const {blocks, figures, data, holds} = page(found, chosen, results);
  await writePage(blocks, figures, out);
  mkdirSync(out, {recursive: true});
  writeFileSync(join(out, 'results.json'), JSON.stringify(data));
  console.log(`\n${await tidy(blocks.filter(({kind}) => kind !== 'figure'))}`);
  const time = duration((performance.now() - start) / 1000);
  console.log(`All took ${time}. The report is ${join(out, 'report.html')}.`);
  return failures.length === 0 && holds ? 0 : 1;
}
