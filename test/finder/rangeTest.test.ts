import {describe, expect, it} from '@jest/globals';
import {rangeTest} from '../../src/finder/rangeTest.js';
import {errorsOf} from '../helpers/schedules';

describe('rangeTest', () => {
  it('smooths with beta 0.98 and bias correction, and stops at 4 times the best', () => {
    const {next} = rangeTest();
    const first = next(undefined, 1);
    expect(first.smoothed.value).toBeCloseTo(1, 14);
    expect(next(first, 7).verdict.stopReason).toBe('diverged');
    expect(next(first, 6.9).verdict.stopReason).toBeUndefined();
    expect(next(first, NaN).verdict.stopReason).toBe('nan');
    const {value} = next(first, 3).smoothed;
    expect(value).toBeCloseTo((0.98 + 3) / 1.98, 14);
  });

  it('takes options for all of it', () => {
    const {rate, next} = rangeTest({
      ...{minLearningRate: 1, maxLearningRate: 9, steps: 5, scale: 'linear'},
      ...{beta: 0.5, biasCorrection: 'none', stopFactor: 2, terminateOnNaN: false},
    });
    expect([0, 1, 4].map(rate)).toEqual([1, 3, 9]);
    const first = next(undefined, 1);
    expect(next(first, 3).smoothed.value).toBe(2);
    expect(next(first, 3).verdict.stopReason).toBeUndefined();
    expect(next(first, 3.1).verdict.stopReason).toBe('diverged');
    expect(next(first, NaN).verdict.stopReason).toBeUndefined();
  });

  it('has a state of plain data', () => {
    const {next} = rangeTest();
    const run = next(next(undefined, 2), 3);
    expect(next(JSON.parse(JSON.stringify(run)), 1)).toEqual(next(run, 1));
  });

  const {range, type} = errorsOf('rangeTest');

  it.each<[object, Error]>([
    [{beta: 1}, range('`beta` must be a number >= 0 and < 1; got 1.')],
    [{stopFactor: 1}, range('`stopFactor` must be a number > 1; got 1.')],
    [{stopFactor: NaN}, range('`stopFactor` must be a number > 1; got NaN.')],
    [
      {biasCorrection: 'fastai'},
      range("`biasCorrection` must be 'exact' or 'none' or 'lightning'; got \"fastai\"."),
    ],
    [{terminateOnNaN: 1}, type('`terminateOnNaN` must be true or false; got 1.')],
    [{steps: 0}, range('`steps` must be an integer >= 2; got 0.')],
    [{stop_factor: 4}, type('unknown option `stop_factor`; did you mean `stopFactor`?')],
  ])('refuses %j', (options, error) => {
    expect(() => rangeTest(options)).toThrow(error);
    expect(() => rangeTest(options)).toThrow(error.constructor);
  });
});
