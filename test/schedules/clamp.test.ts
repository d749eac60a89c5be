import {describe, expect, it} from '@jest/globals';
import {clamp, exponentialDecay} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itNeedsASchedule, itRefuses} from '../helpers/schedules';

const itself = (step: number) => step;
const clamped = (options: {min?: number; max?: number}) => clamp(itself, options);

describe('clamp', () => {
  itIsPure(clamped, {min: 1, max: 5});

  it.each([
    [{min: 2, max: 5}, [2, 2, 2, 3.5, 5, 5, 5]],
    [{min: 2}, [2, 2, 2, 3.5, 5, 6, 2 ** 31]],
    [{max: 5}, [0, 1, 2, 3.5, 5, 5, 5]],
    [{min: 3, max: 3}, Array(7).fill(3)],
    [{}, [0, 1, 2, 3.5, 5, 6, 2 ** 31]],
  ])('with %j leaves what lies between as it is', (options, values) => {
    expect([0, 1, 2, 3.5, 5, 6, 2 ** 31].map(clamped(options))).toEqual(values);
  });

  it('goes not below 0 unless told otherwise', () => {
    expect(clamp((step) => 1 - step, {})(3)).toBe(0);
  });

  it('holds a decay at its floor for ever', () => {
    const decay = exponentialDecay({initialLearningRate: 1, decaySteps: 1, decayRate: 0.5});
    expect([0, 7, 2 ** 31].map(clamp(decay, {min: 0.01}))).toEqual([1, 0.01, 0.01]);
  });

  itNeedsASchedule('clamp', (schedule) => clamp(schedule, {min: 1}));

  const {range, type} = errorsOf('clamp');

  itRefuses(clamped, {}, [
    [{min: -1}, range('`min` must be a finite number >= 0; got -1.')],
    [{min: '1'}, type('`min` must be a finite number >= 0; got "1".')],
    [{max: 1, min: 2}, range('`max` must be a finite number, not below `min`; got 1.')],
    [{max: -1}, range('`max` must be a finite number, not below `min`; got -1.')],
    [{max: Infinity}, range('`max` must be a finite number, not below `min`; got Infinity.')],
    [{max: null}, type('`max` must be a finite number, not below `min`; got null.')],
    [{min_lr: 1}, type('unknown option `min_lr`; did you mean `min`?')],
    [undefined, type('`options` must be an object; got undefined.')],
  ]);
});
