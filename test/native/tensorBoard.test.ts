import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import type {LearningRateMonitor} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';
import {runWith} from '../helpers/runWith';
import {scalars, type Scalar} from './scalars';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/watching-the-learning-rate.md'), 'utf8');
const blocks = [...page.matchAll(/```typescript\n(.*?)```/gs)].map(([, block]) => block!);
const code = blocks.slice(blocks.findIndex((block) => block.includes('tfjs-node'))).join('\n');

/** Runs the code of the documentation in the current folder; what it gives is its monitor. */
async function run(): Promise<LearningRateMonitor> {
  const {x, y} = trainingData(32);
  const around = {
    ...library,
    tf: jest.requireActual<object>('@tensorflow/tfjs-node'),
    x,
    y,
    xVal: x,
    yVal: y,
    model: tinyModel(tf.train.sgd(0.1)),
  };
  return (await runWith(`${code}\nreturn monitor;`, around)) as LearningRateMonitor;
}

// The code writes where it is.
const folder = mkdtempSync(join(tmpdir(), 'tfjs-callbacks-'));
let monitor: LearningRateMonitor;
let written: Scalar[];

beforeAll(async () => {
  process.chdir(folder);
  monitor = await run();
  written = scalars('logs/plateau/train');
});
afterAll(() => {
  process.chdir(root);
  rmSync(folder, {recursive: true});
});

describe('the training of the documentation that TensorBoard shows', () => {
  it('has the rate of each epoch in its event file', () => {
    const {index, learningRate} = monitor.epochs;
    expect(new Set(learningRate).size).toBeGreaterThan(2);
    expect(written.filter(({tag}) => tag === 'epoch_learning_rate')).toEqual(
      index.map((epoch) => ({
        tag: 'epoch_learning_rate',
        step: epoch + 1,
        value: Math.fround(learningRate[epoch]!),
      })),
    );
  });

  it('has the rate beside the loss and the metrics', () => {
    const tags = new Set(written.map(({tag}) => tag));
    expect([...tags].sort()).toEqual(['epoch_learning_rate', 'epoch_loss', 'epoch_mae']);
  });

  it('has the rate of each update in the file that is written at the end', () => {
    const {index, learningRate} = monitor.steps;
    expect(index).toHaveLength(60);
    expect(scalars('logs/plateau/updates')).toEqual(
      index.map((step) => ({tag: 'learning_rate', step, value: Math.fround(learningRate[step]!)})),
    );
  });
});
