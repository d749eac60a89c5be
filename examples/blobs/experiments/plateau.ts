import {lineChart, type ChartOptions, type VegaLiteSpec} from 'tfjs-callbacks';
import type {Claim, Runs} from '../claims/Claim.js';
import {about, atMost, below, exactly} from '../../common/claims/criteria.js';
import {percent, whole} from '../../common/claims/formats.js';
import type {Experiment} from './Experiment.js';
import {drops} from '../claims/measures/drops.js';
import {level} from '../claims/measures/level.js';
import {settledAt} from '../claims/measures/settledAt.js';
import type {Curves} from '../training/Training.js';
import {epochs} from './epochs.js';
import {learned} from './learned.js';

const patiences = [2, 5, 10, 15];
const nameOf = (patience: number) => `patience=${patience}`;

function settles(patience: number, says: string, criterion: Claim['criterion']): Claim {
  return {
    says,
    needs: [nameOf(patience)],
    measure: 'epoch from which training accuracy stays within 1 point of its last value',
    value: ({acc}) => settledAt(acc),
    criterion,
    format: whole,
  };
}

function ends(patience: number, says: string, criterion: Claim['criterion']): Claim {
  return {
    says,
    needs: [nameOf(patience)],
    measure: 'training accuracy at the end',
    value: ({acc}) => level(acc),
    criterion,
    format: percent,
  };
}

/** A line for each patience; the shortest lies on top where they are still the same. */
function chart(
  runs: Runs,
  key: keyof Curves,
  options: Partial<ChartOptions> & {yTitle: string},
): VegaLiteSpec {
  const series = [...patiences].reverse().flatMap((patience) => {
    const curve = runs[nameOf(patience)]?.[key];
    return curve ? [{name: `patience ${patience}`, x: epochs(curve), y: curve}] : [];
  });
  return lineChart(series, {xTitle: 'epoch', width: 480, height: 280, ...options});
}

export const plateau: Experiment = {
  name: 'plateau',
  title: 'Reducing the rate on a plateau',
  about:
    'SGD whose rate, at first 0.01, is divided by ten each time the validation loss has not improved for 2, 5, 10 or 15 epochs.',
  trainings: patiences.map((patience) => ({
    name: nameOf(patience),
    optimizer: {learningRate: 0.01},
    patience,
  })),
  figures: (runs) => [
    {
      name: 'plateau-rate',
      caption: 'Learning rate over the epochs; what is below 1e-7 is cut off.',
      spec: chart(runs, 'learning_rate', {
        title: 'The rate falls each time the loss stalls',
        yTitle: 'learning rate',
        yScale: 'log',
        yDomain: [3e-8, 2e-2],
      }),
    },
    {
      name: 'plateau-loss',
      caption: 'Training loss over the epochs.',
      spec: chart(runs, 'loss', {title: 'Training loss', yTitle: 'cross-entropy'}),
    },
    {
      name: 'plateau-accuracy',
      caption: 'Training accuracy over the epochs.',
      spec: chart(runs, 'acc', {title: 'Training accuracy', yTitle: 'accuracy', yDomain: [0, 1]}),
    },
  ],
  claims: [
    {
      says: 'Patience 2 is at its minimum within 25 epochs',
      needs: [nameOf(2)],
      measure:
        'first epoch with at most 1 % of the first rate, which the tutorial’s figure cannot tell from 0 (never counts as 201)',
      value: ({learning_rate: rates}) =>
        epochs(rates).find((epoch) => rates[epoch - 1]! < 0.0101 * rates[0]!) ?? rates.length + 1,
      criterion: atMost(25),
      format: whole,
    },
    {
      says: 'Patience 15 drops once',
      needs: [nameOf(15)],
      measure: 'number of reductions',
      value: ({learning_rate}) => drops(learning_rate),
      criterion: exactly(1),
      format: whole,
    },
    settles(2, 'Patience 2 freezes early', atMost(100)),
    ends(2, 'Patience 2 ends at about 65 %', about(0.65, 0.05)),
    settles(5, 'Patience 5 freezes early', atMost(100)),
    ends(5, 'Patience 5 ends under 75 %', below(learned)),
    settles(10, 'Patience 10 converges before epoch 150', below(150)),
  ],
};
