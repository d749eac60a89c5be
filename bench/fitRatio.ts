import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {medianRatio} from './median.js';
import {fit, network} from './network.js';
import {threeCallbacks} from './threeCallbacks.js';

const epochs = 2;

/** A fit with the three callbacks by a bare fit, and beside it a bare fit by a bare fit. */
export const fitRatio: Measurement = {
  name: 'a fit with all three callbacks',
  unit: '× bare fit',
  async measure() {
    const model = network();
    const callbacks = threeCallbacks();
    const times = await interleaved(400, {
      bare: () => fit(model, {epochs}),
      control: () => fit(model, {epochs}),
      callbacks: () => fit(model, {epochs, callbacks}),
    });
    model.dispose();
    const control = medianRatio(times.control, times.bare);
    return {
      measured: medianRatio(times.callbacks, times.bare),
      atMost: control + 0.02,
      beside: {'bare by bare': control},
    };
  },
};
