import {inverseTimeDecay, lineChart} from 'tfjs-callbacks';
import type {Claim} from '../claims/Claim.js';
import {about, atMost, below} from '../../common/claims/criteria.js';
import {percent, rate} from '../../common/claims/formats.js';
import type {Experiment} from './Experiment.js';
import {decays} from './decays.js';
import {rateCurve} from './rateCurve.js';

const nameOf = (decay: number) => `rate with decay=${decay}`;

function rateAfter(updates: number, decay: number, says: string, criterion: Claim['criterion']): Claim {
  return {
    says,
    needs: [nameOf(decay)],
    measure: `learning rate after ${updates.toLocaleString('en')} updates with decay ${decay}`,
    value: ({learning_rate}) => learning_rate[updates]!,
    criterion,
    format: rate,
  };
}

export const decayCurve: Experiment = {
  name: 'decay-curve',
  title: 'Decay of the learning rate',
  about:
    'What inverse-time decay, 0.01 / (1 + decay · update), makes of the learning rate. Nothing is trained.',
  trainings: [],
  computed: () =>
    Object.fromEntries(
      decays.map((decay) => {
        const schedule = inverseTimeDecay({initialLearningRate: 0.01, decaySteps: 1, decayRate: decay});
        return [nameOf(decay), rateCurve(Array.from({length: 3201}, (_, update) => schedule(update)))];
      }),
    ),
  figures: (runs) => [
    {
      name: 'decay-curve',
      caption: 'Learning rate over 200 updates for four decays.',
      spec: lineChart(
        decays.map((decay) => {
          const rates = runs[nameOf(decay)]!.learning_rate.slice(0, 201);
          return {name: `decay ${decay}`, x: rates.map((_, update) => update), y: rates};
        }),
        {
          title: 'Inverse-time decay from 0.01',
          xTitle: 'update',
          yTitle: 'learning rate',
          yScale: 'log',
          xDomain: [0, 200],
          yDomain: [3e-4, 1.1e-2],
          width: 480,
          height: 300,
        },
      ),
    },
  ],
  claims: [
    {
      says: 'Every rate starts at 0.01',
      needs: decays.map(nameOf),
      measure: 'largest distance of the four first rates from 0.01',
      value: (...curves) => Math.max(...curves.map(({learning_rate}) => Math.abs(learning_rate[0]! - 0.01))),
      criterion: atMost(1e-12),
      format: rate,
    },
    rateAfter(50, 0.1, 'Decay 0.1 brings it below 0.002 within 50 updates', below(0.002)),
    rateAfter(200, 0.1, 'Decay 0.1 brings it to about 0.0004 at 200', about(4e-4, 4e-5)),
    rateAfter(
      3200,
      0.1,
      'Decay 0.1 brings it to about 3.1e-5 after the 3,200 updates of a training',
      about(3.1e-5, 3.1e-6),
    ),
    rateAfter(3200, 1e-4, 'Decay 0.0001 brings it to about 0.0075 after 3,200', about(7.5e-3, 7.5e-4)),
    {
      says: 'Decay 0.0001 has changed hardly anything at 200',
      needs: [nameOf(1e-4)],
      measure: 'part of the rate that is lost after 200 updates',
      value: ({learning_rate}) => 1 - learning_rate[200]! / learning_rate[0]!,
      criterion: atMost(0.05),
      format: percent,
    },
  ],
};
