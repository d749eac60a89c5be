import {afterAll, beforeAll, describe, expect, it as jestIt} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import fc from 'fast-check';
import {captureTrainingState, setLearningRate} from 'tfjs-callbacks';
import {backend, isMatrix} from '../helpers/backend';
import {unless} from '../helpers/differing';
import {optimizers} from '../helpers/optimizers';
import {convolutional, mixed, stateOf, type Trained} from './models';

type Kind = [backend: string, kind: string, make: (optimizer: tf.Optimizer, seed: number) => Trained];

const layers = 'LSTM, dropout, constraint and batch normalization';
const kinds: Kind[] = [
  [backend, layers, mixed],
  [backend, 'convolutions', convolutional],
];
// Where all suites are run on wasm, this one is too.
if (!isMatrix) kinds.push(['wasm', layers, mixed]);

/** Centered RMSProp divides by NaN where a gradient is small; with this it does not. */
const tamed = (optimizer: tf.Optimizer): tf.Optimizer =>
  'centered' in optimizer ? Object.assign(optimizer, {epsilon: -0.01}) : optimizer;

describe.each(kinds)('on %s, with %s, captureTrainingState', (name, _kind, make) => {
  beforeAll(() => tf.setBackend(name));
  afterAll(() => tf.setBackend(backend));
  const it = make === convolutional ? unless('noConvolutions') : jestIt;

  describe.each(optimizers)('and %s', (_name, optimizer) => {
    it.each([0, 2])('makes "train %i, train more, restore, train on" equal "train, train on"', async (k) => {
      const property = async (seed: number, m: number, n: number): Promise<void> => {
        const {model, fit} = make(tamed(optimizer(0.05)), seed);
        const plain = make(tamed(optimizer(0.05)), seed);
        await fit(k);
        await plain.fit(k);

        const {numTensors} = tf.memory();
        const state = captureTrainingState(model);
        await fit(m);
        setLearningRate(model.optimizer, 0.3);
        await fit(1);
        state.restore();
        state.dispose();
        expect(tf.memory().numTensors).toBe(numTensors);

        await fit(n);
        await plain.fit(n);
        expect(stateOf(model)).toEqual(stateOf(plain.model));
        model.dispose();
        plain.model.dispose();
      };
      const epochs = fc.integer({min: 1, max: 2});
      await fc.assert(fc.asyncProperty(fc.integer({min: 1, max: 1000}), epochs, epochs, property), {
        numRuns: 1,
      });
    });
  });
});
