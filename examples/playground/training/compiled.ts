import type {Optimizer, Sequential} from '@tensorflow/tfjs';
import {make} from '../calls/make.js';
import {modelCall} from '../calls/modelCall.js';
import type {Settings} from '../settings/Settings.js';
import {functions} from './functions.js';

/** The network of the settings, ready to be trained with an optimizer. */
export function compiled(settings: Settings, numClasses: number, optimizer: Optimizer): Sequential {
  const model = make(modelCall(settings, numClasses), functions) as Sequential;
  model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
  return model;
}
