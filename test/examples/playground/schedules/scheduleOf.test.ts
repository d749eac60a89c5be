import {describe, expect, it} from '@jest/globals';
import {scheduleOf} from '../../../../examples/playground/schedules/scheduleOf';
import {choices} from '../../../../examples/playground/settings/choices';
import {defaults} from '../../../../examples/playground/settings/defaults';
import type {Settings} from '../../../../examples/playground/settings/Settings';

const names = Object.keys(choices.schedule.values) as Settings['schedule'][];
// 100 steps.
const settings = {...defaults, points: 50, batchSize: 4, epochs: 10, learningRate: 0.1};

describe('scheduleOf', () => {
  it.each([
    ['constant', 0.1, 0.1, 0.1],
    ['exponential', 0.1, 0.01, 0.00104713],
    ['piecewise', 0.1, 0.1, 0.001],
    ['polynomial', 0.1, 0.02575, 0.0010099],
    ['cosine', 0.1, 0.05, 0.000024672],
    ['warmupCosine', 0.01, 0.0586824, 0.0000304586],
    ['oneCycle', 0.004, 0.0793893, 4e-7],
    ['restarts', 0.1, 0.0982963, 0.00244717],
    ['triangular', 0.01, 0.0947059, 0.0258824],
  ] as const)('%s begins with %d, is at %d half way and ends with %d', (schedule, ...rates) => {
    const rate = scheduleOf({...settings, schedule});
    expect([0, 50, 99].map((step) => Number(rate(step).toPrecision(6)))).toEqual(rates);
  });

  it.each(names)('%s never goes above the learning rate, and comes there', (schedule) => {
    const rate = scheduleOf({...settings, schedule});
    const rates = Array.from({length: 100}, (_, step) => rate(step));
    expect(Math.max(...rates)).toBeLessThanOrEqual(0.1);
    expect(Math.max(...rates)).toBeGreaterThan(0.0999);
    expect(Math.min(...rates)).toBeGreaterThan(0);
  });

  it.each(names)('%s is there for a training of one step, too', (schedule) => {
    for (const learningRate of [1e-5, 10]) {
      const rate = scheduleOf({...settings, schedule, learningRate, batchSize: 256, epochs: 1})(0);
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThanOrEqual(learningRate);
    }
  });
});
