import {layers, memory, ones, randomNormal, sequential, train, type Sequential} from '@tensorflow/tfjs';
import {captureTrainingState} from 'tfjs-callbacks';
import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {median, medianRatio} from './median.js';

const captures = 100;
const x = randomNormal([8, 1000]);
const y = ones([8, 1]);

/** A dense model of a million weights, with Adam. */
async function million(): Promise<Sequential> {
  const model = sequential({
    layers: [layers.dense({units: 998, inputShape: [1000], activation: 'relu'}), layers.dense({units: 1})],
  });
  model.compile({optimizer: train.adam(0.001), loss: 'meanSquaredError'});
  await step(model);
  return model;
}

const step = (model: Sequential) => model.fit(x, y, {epochs: 1, verbose: 0});

function captureAndRestore(model: Sequential): void {
  const state = captureTrainingState(model);
  state.restore();
  state.dispose();
}

/** What capturing and restoring a model costs, and what it leaves. */
export const trainingState: Measurement[] = [
  {
    name: 'capture and restore of a million weights, Adam',
    unit: '× step',
    async measure() {
      const model = await million();
      const times = await interleaved(20, {
        step: () => step(model),
        state: () => captureAndRestore(model),
      });
      const weights = model.countParams();
      model.dispose();
      model.optimizer.dispose();
      return {
        measured: medianRatio(times.state, times.step),
        atMost: 0.1,
        beside: {ms: median(times.state), 'step, ms': median(times.step), weights},
      };
    },
  },
  {
    name: `${captures} captures, each tenth after a step`,
    unit: 'tensors left',
    async measure() {
      const model = await million();
      const before = memory().numTensors;
      for (let i = 0; i < captures; i += 1) {
        const state = captureTrainingState(model);
        if (i % 10 === 0) await step(model);
        state.restore();
        state.dispose();
      }
      const after = memory().numTensors;
      model.dispose();
      model.optimizer.dispose();
      return {measured: after - before, atLeast: 0, atMost: 0, beside: {before, after}};
    },
  },
];
