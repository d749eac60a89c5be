import {describe, expect, it} from '@jest/globals';
import {constant, multiStepLR, polynomialDecay, product} from 'tfjs-callbacks';
import {itIsPure, itNeedsASchedule} from '../helpers/schedules';

const fall = polynomialDecay({initialLearningRate: 8, decaySteps: 8, endLearningRate: 0});
const halves = multiStepLR({initialLearningRate: 1, milestones: [2, 4], gamma: 0.5});

describe('product', () => {
  itIsPure(() => product(fall, halves), {});

  it('multiplies what all schedules have at the step', () => {
    expect([0, 1, 2, 3.5, 4, 8, 2 ** 31].map(product(fall, halves))).toEqual([8, 7, 3, 2.25, 1, 0, 0]);
    expect([0, 2, 4].map(product(fall, halves, constant(3), halves))).toEqual([24, 4.5, 0.75]);
  });

  it('is the schedule itself when there is one', () => {
    expect([0, 3, 8].map(product(fall))).toEqual([8, 5, 0]);
  });

  itNeedsASchedule('product', (schedule) => product(schedule, fall), 'schedules[0]');
  itNeedsASchedule('product', (schedule) => product(fall, halves, schedule), 'schedules[2]');

  it('needs at least one', () => {
    expect(() => product()).toThrow(
      new TypeError(
        'product: `schedules[0]` must be a schedule, (step) => value (fromPlan goes around the whole); got undefined.',
      ),
    );
  });
});
