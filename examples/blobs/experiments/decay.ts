import type {Claim} from '../claims/Claim.js';
import {atMost, below} from '../../common/claims/criteria.js';
import {percent, points} from '../../common/claims/formats.js';
import type {Experiment} from './Experiment.js';
import {level} from '../claims/measures/level.js';
import {accuracyPanels} from './accuracyPanels.js';
import {decays} from './decays.js';
import {learned} from './learned.js';

const nameOf = (decay: number) => `decay=${decay}`;
const withoutDecay = {name: 'lr=1e-2', optimizer: {learningRate: 0.01}};

function tooFast(decay: number): Claim {
  return {
    says: `Decay ${decay} is too fast to learn`,
    needs: [nameOf(decay)],
    measure: 'training accuracy at the end',
    value: ({acc}) => level(acc),
    criterion: below(learned),
    format: percent,
  };
}

function likeNone(which: 'training' | 'test', key: 'acc' | 'val_acc'): Claim {
  return {
    says: `Decay 0.0001 is like none (${which})`,
    needs: [nameOf(1e-4), withoutDecay.name],
    measure: `distance of ${which} accuracy at the end from that without decay`,
    value: (decayed, constant) => Math.abs(level(decayed[key]) - level(constant[key])),
    criterion: atMost(0.02),
    format: points,
  };
}

export const decay: Experiment = {
  name: 'decay',
  title: 'Training with a decaying rate',
  about: 'SGD whose rate decays with every update, 3,200 in all, from 0.01.',
  trainings: [
    withoutDecay,
    ...decays.map((value) => ({
      name: nameOf(value),
      optimizer: {learningRate: 0.01},
      decay: value,
    })),
  ],
  figures: (runs) => [
    {
      name: 'decay',
      caption: 'Accuracy over the epochs for four decays.',
      spec: accuracyPanels(
        runs,
        Object.fromEntries(decays.map((value) => [nameOf(value), `decay ${value}`])),
        {
          title: 'A rate that decays too fast does not learn',
          columns: 2,
        },
      ),
    },
  ],
  claims: [tooFast(0.1), tooFast(0.01), likeNone('training', 'acc'), likeNone('test', 'val_acc')],
};
