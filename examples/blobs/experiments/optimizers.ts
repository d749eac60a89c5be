import type {Claim} from '../claims/Claim.js';
import {above, atMost, below} from '../../common/claims/criteria.js';
import {ratio, whole} from '../../common/claims/formats.js';
import type {Experiment} from './Experiment.js';
import {epochsTo} from '../claims/measures/epochsTo.js';
import {spread} from '../claims/measures/spread.js';
import {accuracyPanels} from './accuracyPanels.js';
import {learned} from './learned.js';

const optimizerNames = {
  SGD: 'optimizer=sgd',
  RMSprop: 'optimizer=rmsprop',
  // Keras's default rate is 0.001 nowadays; in tfjs it is 0.01, as it was in Keras in the tutorial's time.
  Adagrad: 'optimizer=adagrad(0.01)',
  Adam: 'optimizer=adam',
};
const adaptive = ['RMSprop', 'Adagrad', 'Adam'] as const;
type Adaptive = (typeof adaptive)[number];

function faster(method: Adaptive): Claim {
  return {
    says: `${method} learns faster than SGD`,
    needs: [optimizerNames[method], optimizerNames.SGD],
    measure: 'epochs to 75 % training accuracy, fewer than SGD (never counts as 201)',
    value: (method, sgd) => epochsTo(sgd.acc, learned) - epochsTo(method.acc, learned),
    criterion: above(0),
    format: whole,
  };
}

function steadier(method: Adaptive, which: 'training' | 'test', key: 'acc' | 'val_acc'): Claim {
  return {
    says: `${method} is less volatile than SGD (${which})`,
    needs: [optimizerNames[method], optimizerNames.SGD],
    measure: `standard deviation of ${which} accuracy over the last 50 epochs, divided by that of SGD`,
    value: (method, sgd) => spread(method[key]) / spread(sgd[key]),
    criterion: below(1),
    format: ratio,
  };
}

function soon(method: Adaptive): Claim {
  return {
    says: `${method} learns the problem within 50 epochs`,
    needs: [optimizerNames[method]],
    measure: 'epochs to 75 % training accuracy (never counts as 201)',
    value: ({acc}) => epochsTo(acc, learned),
    criterion: atMost(50),
    format: whole,
  };
}

export const optimizers: Experiment = {
  name: 'optimizers',
  title: 'Adaptive methods',
  about: 'SGD, RMSprop, Adagrad and Adam, each with the defaults of tfjs.',
  trainings: [
    {name: optimizerNames.SGD, optimizer: 'sgd'},
    {name: optimizerNames.RMSprop, optimizer: 'rmsprop'},
    {name: optimizerNames.Adagrad, optimizer: 'adagrad'},
    {name: optimizerNames.Adam, optimizer: 'adam'},
  ],
  figures: (runs) => [
    {
      name: 'optimizers',
      caption: 'Accuracy over the epochs for four optimizers.',
      spec: accuracyPanels(
        runs,
        Object.fromEntries(Object.entries(optimizerNames).map(([title, name]) => [name, title])),
        {
          title: 'Methods that adapt the rate themselves',
          columns: 2,
        },
      ),
    },
  ],
  claims: [
    ...adaptive.map(faster),
    ...adaptive.map((method) => steadier(method, 'training', 'acc')),
    ...adaptive.map((method) => steadier(method, 'test', 'val_acc')),
    soon('RMSprop'),
    soon('Adam'),
  ],
};
