import {
  data,
  dispose,
  losses,
  memory,
  train,
  type Sequential,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs';
import {clipGradients} from 'tfjs-callbacks';
import type {Measurement} from './Measurement.js';
import {network, x, y} from './network.js';

const updates = 10_000;
const batch = {xs: x.slice(0, 1), ys: y.slice(0, 1)};

/** All ways to train, each for a number of updates. */
const ways: Readonly<Record<string, (model: Sequential, updates: number) => Promise<unknown>>> = {
  fit: (model, epochs) => model.fit(batch.xs, batch.ys, {epochs, verbose: 0}),
  fitDataset: (model, epochs) => {
    const dataset = data.array([0]).map(() => ({xs: batch.xs.clone(), ys: batch.ys.clone()}));
    return model.fitDataset(dataset, {epochs, verbose: 0});
  },
  async trainOnBatch(model, steps) {
    for (let i = 0; i < steps; i += 1) dispose(await model.trainOnBatch(batch.xs, batch.ys));
  },
  async minimize(model, steps) {
    const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
    const loss = () =>
      losses.softmaxCrossEntropy(batch.ys, model.apply(batch.xs, {training: true}) as Tensor).asScalar();
    for (let i = 0; i < steps; i += 1) model.optimizer.minimize(loss, false, variables);
  },
};

/** How many tensors are there after many clipped updates that were not there after the first. */
export const clippingTensors: Measurement[] = Object.entries(ways).map(([way, run]) => ({
  name: `${updates} clipped updates by ${way}`,
  unit: 'tensors left',
  async measure() {
    const model = network();
    const optimizer = clipGradients(train.adam(0.001), {globalNorm: 1e-3, nonFinite: 'skip'});
    model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
    await run(model, 1);
    const before = memory().numTensors;
    await run(model, updates);
    const after = memory().numTensors;
    model.dispose();
    optimizer.dispose();
    return {measured: after - before, atLeast: 0, atMost: 0, beside: {before, after}};
  },
}));
