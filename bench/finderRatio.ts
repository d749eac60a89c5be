import {oneHot, randomNormal, randomUniformInt} from '@tensorflow/tfjs';
import {findLearningRate} from 'tfjs-callbacks';
import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {medianRatio} from './median.js';
import {network} from './network.js';

const [epochs, stepsPerEpoch, batchSize] = [4, 25, 32];
const x = randomNormal([stepsPerEpoch * batchSize, 2]);
const y = oneHot(randomUniformInt([stepsPerEpoch * batchSize], 0, 3), 3);

/** A range test by a bare fit of as many steps, and beside it a bare fit by a bare fit. */
export const finderRatio: Measurement = {
  name: `findLearningRate of ${epochs * stepsPerEpoch} steps`,
  unit: '× bare steps',
  async measure() {
    const model = network();
    const fit = () => model.fit(x, y, {epochs, batchSize, verbose: 0});
    const times = await interleaved(40, {
      bare: fit,
      control: fit,
      finder: () => findLearningRate(model, x, y, {batchSize, maxLearningRate: 0.01, stopFactor: Infinity}),
    });
    model.dispose();
    return {
      measured: medianRatio(times.finder, times.bare),
      atMost: 1.1,
      beside: {'bare by bare': medianRatio(times.control, times.bare)},
    };
  },
};
