import {describe, expect, it} from '@jest/globals';
import {delay, polynomialDecay} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itNeedsASchedule, itRefuses} from '../helpers/schedules';

const fall = polynomialDecay({initialLearningRate: 8, decaySteps: 8, endLearningRate: 0});
const delayed = ({steps}: {steps: number}) => delay(fall, steps);

describe('delay', () => {
  itIsPure(delayed, {steps: 4});

  it.each([
    [4, [8, 8, 8, 7.5, 4, 1, 0, 0]],
    [1.5, [8, 8, 5.5, 5, 1.5, 0, 0, 0]],
    [0, [8, 7, 4, 3.5, 0, 0, 0, 0]],
    [-3, [5, 4, 1, 0.5, 0, 0, 0, 0]],
    [-9, [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('with %d steps begins as much later, and holds its first value before', (steps, values) => {
    expect([0, 1, 4, 4.5, 8, 11, 12, 2 ** 31].map(delayed({steps}))).toEqual(values);
  });

  it('never asks for a step below 0', () => {
    expect([0, 5, 6].map(delay((step) => step, 5))).toEqual([0, 0, 1]);
  });

  itNeedsASchedule('delay', (schedule) => delay(schedule, 4));

  const {range, type} = errorsOf('delay');

  itRefuses(delayed, {}, [
    [{steps: Infinity}, range('`steps` must be a finite number; got Infinity.')],
    [{steps: NaN}, range('`steps` must be a finite number; got NaN.')],
    [{}, type('`steps` must be a finite number; got undefined.')],
  ]);
});
