import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {findLearningRate, seededShuffle, type LearningRateFinderResult} from 'tfjs-callbacks';
import {useBackend} from '../../common/backends/useBackend.js';
import {duration} from '../../common/report/duration.js';
import {tidy, writePage} from '../../common/report/writePage.js';
import {buildModel, type Kind} from './buildModel.js';
import type {CliOptions} from './cliOptions.js';
import {data, type Data} from './data.js';
import {page} from './page.js';
import {names} from './schedulers.js';
import {batchesPerEpoch, batchSize, train, type Run} from './train.js';

/** Finds a rate, trains with every scheduler, and writes what came out; the result is the exit code. */
export async function compareSchedulers(options: CliOptions): Promise<number> {
  const {kind, backend, seeds, epochs, out} = options;
  const start = performance.now();
  await useBackend(backend);
  const digits = data();
  console.log(`The digits are read after ${since(start)}.`);

  const begin = performance.now();
  const found = await find(kind, digits);
  const {learningRate: rate, reason} = found.recommendation;
  console.log(`The range test took ${since(begin)}: ${reason}.`);
  if (rate === undefined) return 1;

  const runs: Run[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const scheduler of names) {
      const run = await train(scheduler, digits, {kind, rate, seed, epochs});
      runs.push(run);
      const count = `${runs.length}/${seeds * names.length}`;
      console.log(`${count} ${scheduler}, seed ${seed} took ${duration(run.seconds)}`);
    }
  }
  digits.dispose();

  const {blocks, figures} = page(found, runs, options);
  await writePage(blocks, figures, out);
  writeFileSync(join(out, 'results.json'), JSON.stringify({found, runs}));
  console.log(`\n${await tidy(blocks.filter(({kind: block}) => block !== 'figure'))}`);
  console.log(`All took ${since(start)}. The report is ${join(out, 'report.html')}.`);
  return 0;
}

/** A range test over one epoch, with the first weights and the batches of seed 1. */
async function find(kind: Kind, {train: {x, y}}: Data): Promise<LearningRateFinderResult> {
  const model = buildModel(kind, 0.01, 1);
  const batches = seededShuffle(x, y, {batchSize, seed: 1});
  const result = await findLearningRate(model, batches, {steps: batchesPerEpoch});
  model.optimizer.dispose();
  model.dispose();
  return result;
}

function since(start: number): string {
  return duration((performance.now() - start) / 1000);
}
