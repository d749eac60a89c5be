import type {Settings} from '../settings/Settings.js';
import {call, type Call} from './Call.js';

const momentum = 0.9;

/** The optimizer, with the clipping around it where there is one. */
export function optimizerCall(settings: Settings): Call {
  const {clipping, threshold} = settings;
  const inner = innerCall(settings);
  if (clipping === 'none') return inner;
  const options =
    clipping === 'adaptive'
      ? {adaptive: threshold === 0.01 ? {} : {clipping: threshold}}
      : {[clipping]: threshold};
  return call('clipGradients', inner, options);
}

function innerCall({optimizer, learningRate}: Settings): Call {
  if (optimizer === 'momentum') return call('tf.train.momentum', learningRate, momentum);
  if (optimizer === 'nesterov') return call('tf.train.momentum', learningRate, momentum, true);
  return call(`tf.train.${optimizer}`, learningRate);
}
