import {duration} from '../internal/duration.js';
import {significant} from '../internal/significant.js';
import {rateKey} from './logRate.js';
import type {TrainingProgress} from './TrainingProgress.js';

/** The progress in one line: `Epoch 3/50: loss 0.1234, val_loss 0.21, learning_rate 1e-4; 12 s, 3:08 left`. */
export function progressText(progress: TrainingProgress, digits: number, bar = ''): string {
  const {epoch, epochs, learningRate, logs, elapsed, remaining} = progress;
  const rate = learningRate === undefined ? {} : {[rateKey]: learningRate};
  // tfjs has the validation metrics first.
  const numbers = Object.entries({...rate, ...logs}).sort(([a], [b]) => place(a) - place(b));
  const metrics = numbers.map(([name, value]) => `${name} ${significant(value, digits)}`).join(', ');
  const times = [duration(elapsed), ...(remaining ? [`${duration(remaining)} left`] : [])].join(', ');
  return `Epoch ${epoch + 1}/${epochs}${bar}: ${[metrics, times].filter(Boolean).join('; ')}`;
}

function place(name: string): number {
  return name === rateKey ? 2 : Number(name.startsWith('val_'));
}
