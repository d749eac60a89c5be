import type * as tf from '@tensorflow/tfjs';
import type {Schedule} from 'tfjs-callbacks';
import {install, type ClipFunctions} from 'tfjs-callbacks/install';

export function extended(tfjs: typeof tf & ClipFunctions): [tf.Optimizer, tf.Scalar] {
  install(tfjs);
  const rate: Schedule = tfjs.train.exponentialDecay(0.1, 10, 0.5);
  const wait: number = tfjs.callbacks.reduceLROnPlateau({patience: 2}).getState().wait;
  // @ts-expect-error the option is called minLr
  tfjs.callbacks.reduceLROnPlateau({min_lr: wait});
  // @ts-expect-error tfjs, not a part of it
  install(tfjs.train);
  const [, norm] = tfjs.clipByGlobalNorm([tfjs.scalar(1)], 1);
  return [tfjs.train.adam(rate, 0.9), norm];
}
