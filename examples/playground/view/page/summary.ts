import {choices} from '../../settings/choices.js';
import type {Settings} from '../../settings/Settings.js';
import {shortNumber} from '../dom/shortNumber.js';

/** The settings in a few words. */
export function summary({data, layers, width, optimizer, learningRate, schedule}: Settings): string {
  return [
    choices.data.values[data],
    `${layers} × ${width}`,
    `${choices.optimizer.values[optimizer]} ${shortNumber(learningRate)}`,
    choices.schedule.values[schedule],
  ].join(' · ');
}
