import {pathOf, titleOf, type Job, type Result} from '../../blobs/training/Job.js';
import {useBackend} from '../../common/backends/useBackend.js';
import {duration} from '../../common/report/duration.js';
import {publish} from '../../common/report/publish.js';
import {trainAll} from '../../common/runs/trainAll.js';
import type {CliOptions} from './cliOptions.js';
import {find, tests, type Test} from './find.js';
import {page, type Found} from './page.js';
import {trainings} from './trainings.js';

const at = (relative: string) => new URL(relative, import.meta.url);

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
  const {results, failures} = await trainAll<Job, Result>({
    ...{jobs, titleOf, pathOf, out},
    module: at('../../blobs/training/runJob.ts'),
    sources: ['../../../src', '../../blobs/data', '../../blobs/training'].map(at),
  });

  const {blocks, figures, data, holds} = page(found, chosen, results);
  await publish({blocks, figures, data, out, start});
  return failures.length === 0 && holds ? 0 : 1;
}
