import type {Claim} from '../claims/Claim.js';
import {above, atLeast, atMost} from '../../common/claims/criteria.js';
import {percent, points, whole} from '../../common/claims/formats.js';
import type {Experiment} from './Experiment.js';
import {epochsTo} from '../claims/measures/epochsTo.js';
import {level} from '../claims/measures/level.js';
import {spread} from '../claims/measures/spread.js';
import {accuracyPanels} from './accuracyPanels.js';
import {learned} from './learned.js';

const exponents = [0, 1, 2, 3, 4, 5, 6, 7];
const nameOf = (exponent: number) => `lr=1e-${exponent}`;
const names = exponents.map(nameOf);

function oscillates(which: 'training' | 'test', key: 'acc' | 'val_acc'): Claim {
  return {
    says: `A rate of 1.0 oscillates (${which})`,
    needs: ['lr=1e-0'],
    measure: `standard deviation of ${which} accuracy over the last 50 epochs`,
    value: (curves) => spread(curves[key]),
    criterion: atLeast(0.02),
    format: points,
  };
}

function learnsNothing(exponent: number): Claim {
  return {
    says: `1e-${exponent} learns nothing`,
    needs: [nameOf(exponent)],
    measure: 'training accuracy at the end less that of the first epoch',
    value: ({acc}) => level(acc) - acc[0]!,
    criterion: atMost(0.05),
    format: points,
  };
}

function learns(exponent: number): Claim {
  return {
    says: `1e-${exponent} learns the problem`,
    needs: [nameOf(exponent)],
    measure: 'training accuracy at the end',
    value: ({acc}) => level(acc),
    criterion: atLeast(learned),
    format: percent,
  };
}

function slower(exponent: number): Claim {
  return {
    says: `1e-${exponent} learns more slowly than 1e-${exponent - 1}`,
    needs: [nameOf(exponent), nameOf(exponent - 1)],
    measure: 'epochs to 75 % training accuracy, more than the larger rate (never counts as 201)',
    value: (slow, fast) => epochsTo(slow.acc, learned) - epochsTo(fast.acc, learned),
    criterion: above(0),
    format: whole,
  };
}

function good(which: 'training' | 'test', key: 'acc' | 'val_acc'): Claim {
  return {
    says: `0.1 is good on ${which} data`,
    needs: ['lr=1e-1', ...names],
    measure: `${which} accuracy at the end, short of the best of the eight rates`,
    value: (chosen, ...all) => Math.max(...all.map((curves) => level(curves[key]))) - level(chosen[key]),
    criterion: atMost(0.02),
    format: points,
  };
}

export const learningRates: Experiment = {
  name: 'learning-rates',
  title: 'Learning rates',
  about: 'Plain SGD with eight learning rates, from 1 down to 1e-7.',
  trainings: exponents.map((exponent) => ({
    name: nameOf(exponent),
    optimizer: {learningRate: Number(`1e-${exponent}`)},
  })),
  figures: (runs) => [
    {
      name: 'learning-rates',
      caption: 'Accuracy over the epochs for eight learning rates.',
      spec: accuracyPanels(
        runs,
        Object.fromEntries(exponents.map((e) => [nameOf(e), `learning rate 1e-${e}`])),
        {
          title: 'Too large, right, too small: eight learning rates',
          columns: 4,
        },
      ),
    },
  ],
  claims: [
    oscillates('training', 'acc'),
    oscillates('test', 'val_acc'),
    learnsNothing(6),
    learnsNothing(7),
    learns(1),
    learns(2),
    learns(3),
    slower(2),
    slower(3),
    good('training', 'acc'),
    good('test', 'val_acc'),
  ],
};
