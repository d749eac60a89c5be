import type {Claim} from '../claims/Claim.js';
import {atLeast, below} from '../../common/claims/criteria.js';
import {points, ratio} from '../../common/claims/formats.js';
import type {Experiment} from './Experiment.js';
import {reached} from '../claims/measures/reached.js';
import {spread} from '../claims/measures/spread.js';
import {accuracyPanels} from './accuracyPanels.js';

// As the recorded Keras runs write them.
const momenta = ['0.0', '0.5', '0.9', '0.99'];
const nameOf = (value: string) => `momentum=${value}`;

function faster(value: string, which: 'training' | 'test', key: 'acc' | 'val_acc'): Claim {
  return {
    says: `Momentum ${value} reaches in 50 epochs what none reaches in 200 (${which})`,
    needs: [nameOf(value), nameOf('0.0')],
    measure: `highest ${which} accuracy within 50 epochs, less the highest without momentum (levels of ten epochs)`,
    value: (withMomentum, without) => reached(withMomentum[key], 50) - reached(without[key]),
    criterion: atLeast(-0.01),
    format: points,
  };
}

function steadier(value: string): Claim {
  return {
    says: `Momentum ${value} is less volatile on test data than none`,
    needs: [nameOf(value), nameOf('0.0')],
    measure: 'standard deviation of test accuracy over the last 50 epochs, divided by that without momentum',
    value: (withMomentum, without) => spread(withMomentum.val_acc) / spread(without.val_acc),
    criterion: below(1),
    format: ratio,
  };
}

export const momentum: Experiment = {
  name: 'momentum',
  title: 'Momentum',
  about: 'SGD with a learning rate of 0.01 and four momenta.',
  trainings: momenta.map((value) => ({
    name: nameOf(value),
    optimizer: {learningRate: 0.01, momentum: Number(value)},
  })),
  figures: (runs) => [
    {
      name: 'momentum',
      caption: 'Accuracy over the epochs for four momenta.',
      spec: accuracyPanels(
        runs,
        Object.fromEntries(momenta.map((value) => [nameOf(value), `momentum ${value}`])),
        {
          title: 'Momentum speeds training up',
          columns: 2,
        },
      ),
    },
  ],
  claims: [
    faster('0.9', 'training', 'acc'),
    faster('0.9', 'test', 'val_acc'),
    faster('0.99', 'training', 'acc'),
    faster('0.99', 'test', 'val_acc'),
    steadier('0.5'),
    steadier('0.9'),
    steadier('0.99'),
  ],
};
