import type {Settings} from '../settings/Settings.js';
import {call, type Call} from './Call.js';

/** Rectified layers and class probabilities. The seed decides the first weights. */
export function modelCall({layers, width, seed}: Settings, numClasses: number): Call {
  const hidden = Array.from({length: layers}, (_, i) =>
    call('tf.layers.dense', {
      units: width,
      ...(i === 0 && {inputShape: [2]}),
      activation: 'relu',
      kernelInitializer: call('tf.initializers.heNormal', {seed: seed + i}),
    }),
  );
  const output = call('tf.layers.dense', {
    units: numClasses,
    activation: 'softmax',
    kernelInitializer: call('tf.initializers.glorotNormal', {seed: seed + layers}),
  });
  return call('tf.sequential', {layers: [...hidden, output]});
}
