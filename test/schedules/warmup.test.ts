import {describe, expect, it} from '@jest/globals';
import {constant, polynomialDecay, warmup, type WarmupOptions} from 'tfjs-callbacks';
import {errorsOf, floatBelow, itIsPure, itNeedsASchedule, itRefuses, near} from '../helpers/schedules';

const fall = polynomialDecay({initialLearningRate: 8, decaySteps: 8, endLearningRate: 0});
const warmed = (options: WarmupOptions) => warmup(fall, options);
const shapes = ['constant', 'linear', 'cosine', 'exponential'] as const;

describe('warmup', () => {
  itIsPure(warmed, {steps: 4, from: 1, shape: 'exponential'});

  it('takes so many steps from 0, then follows the schedule from its begin', () => {
    expect([0, 1, 2.5, 3, 4, 5, 8, 12, 2 ** 31].map(warmed({steps: 4}))).toEqual([0, 2, 5, 6, 8, 7, 4, 0, 0]);
  });

  // A quarter of the way and half of it.
  it.each([
    ['constant', 2, 2],
    ['linear', 3.5, 5],
    ['cosine', 5 - 3 * Math.SQRT1_2, 5],
    ['exponential', 2 * Math.SQRT2, 4],
  ] as const)('with shape %s has the values of its formula', (shape, quarter, half) => {
    const rate = warmed({steps: 4, from: 2, shape});
    expect([0, 1, 2, 4, 5].map(rate)).toEqual([2, near(quarter), near(half), 8, 7]);
  });

  it.each(shapes)('with shape %s jumps at the joint only when it is constant', (shape) => {
    const rate = warmed({steps: 4, from: 2, shape});
    expect(rate(floatBelow(4))).toBeCloseTo(shape === 'constant' ? 2 : 8, 12);
    expect(rate(4)).toBe(8);
  });

  it('goes to another value, and jumps, when told to', () => {
    const rate = warmed({steps: 4, to: 4});
    expect([0, 2, 3, 4, 5].map(rate)).toEqual([0, 2, 3, 8, 7]);
    expect(warmed({steps: 4, from: 4, to: 0})(3)).toBe(1);
  });

  it('with prefix false meets the schedule where it has gone meanwhile', () => {
    const rate = warmed({steps: 4, prefix: false});
    expect([0, 2, 3, 4, 5, 8].map(rate)).toEqual([0, 2, 3, 4, 3, 0]);
    expect(rate(floatBelow(4))).toBeCloseTo(4, 12);
  });

  it('may fall, take a part of a step, or none', () => {
    expect([0, 2, 4].map(warmed({steps: 4, from: 10}))).toEqual([10, 9, 8]);
    expect([0, 1, 1.5, 2.5].map(warmed({steps: 1.5}))).toEqual([0, near(16 / 3), 8, 7]);
    expect([0, 1].map(warmed({steps: 0, from: 3}))).toEqual([8, 7]);
  });

  itNeedsASchedule('warmup', (schedule) => warmup(schedule, {steps: 4}));

  const {range, type} = errorsOf('warmup');
  const exponential = {shape: 'exponential'};

  itRefuses(warmed, {steps: 4}, [
    [{steps: -1}, range('`steps` must be a finite number >= 0; got -1.')],
    [{steps: undefined}, type('`steps` must be a finite number >= 0; got undefined.')],
    [{from: -1}, range('`from` must be a finite number >= 0; got -1.')],
    [{from: null}, type('`from` must be a finite number >= 0; got null.')],
    [{to: NaN}, range('`to` must be a finite number >= 0; got NaN.')],
    [exponential, range('`from` must be a finite number > 0; got 0.')],
    [{...exponential, from: 0}, range('`from` must be a finite number > 0; got 0.')],
    [{...exponential, from: 1, to: 0}, range('`to` must be a finite number > 0; got 0.')],
    [{...exponential, from: 1, steps: 8, prefix: false}, range('`to` must be a finite number > 0; got 0.')],
    [
      {shape: 'sine'},
      range("`shape` must be 'constant' or 'linear' or 'cosine' or 'exponential'; got \"sine\"."),
    ],
    [{prefix: 0}, type('`prefix` must be true or false; got 0.')],
    [{warmup_steps: 4}, type('unknown option `warmup_steps`; did you mean `steps`?')],
    [undefined, type('`options` must be an object; got undefined.')],
  ]);

  it('refuses a schedule that begins with no value', () => {
    expect(() => warmup(() => NaN, {steps: 4})).toThrow(
      new RangeError('warmup: `to` must be a finite number >= 0; got NaN.'),
    );
    expect(() => warmup(constant(0), {steps: 4, from: 1, shape: 'exponential'})).toThrow(
      new RangeError('warmup: `to` must be a finite number > 0; got 0.'),
    );
  });
});
