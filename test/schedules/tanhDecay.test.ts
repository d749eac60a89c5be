import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {tanhDecay} from 'tfjs-callbacks';
import {anyStep, errorsOf, floatBelow, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {initialLearningRate: 1, decaySteps: 10, endLearningRate: 0.2, lb: -4, ub: 4};

describe('tanhDecay', () => {
  itIsPure(tanhDecay, options);

  it('begins a little below the initial value, ends exactly and stays there', () => {
    // (1 + tanh 4) / 2 = 1 / (1 + e^−8)
    const [first, ...rest] = [0, 10, 11, 2 ** 31].map(tanhDecay(options));
    expect(first).toBeCloseTo(0.2 + 0.8 / (1 + Math.exp(-8)), 14);
    expect(rest).toEqual([0.2, 0.2, 0.2]);
  });

  it('comes to its end in a small jump', () => {
    expect(tanhDecay(options)(floatBelow(10))).toBeCloseTo(0.2 + 0.8 / (1 + Math.exp(8)), 12);
  });

  it('is half-way down where the tangent is 0', () => {
    expect([5, 3.75].map(tanhDecay(options))).toEqual([near(0.6), near(0.2 + 0.8 / (1 + Math.exp(-2)))]);
  });

  it('goes from −7 to 3 on the tangent, and down to 0, unless told otherwise', () => {
    expect([0, 7, 10].map(tanhDecay({initialLearningRate: 1, decaySteps: 10}))).toEqual([
      near(1 / (1 + Math.exp(-14))),
      near(0.5),
      0,
    ]);
  });

  it('never rises when it ends below, and stays between its ends', () => {
    const bound = fc.double({min: 0.1, max: 8, noNaN: true});
    fc.assert(
      fc.property(bound, bound, anyStep, anyStep, (below, above, a, b) => {
        const rate = tanhDecay({...options, decaySteps: 150, lb: -below, ub: above});
        expect(rate(Math.min(a, b))).toBeGreaterThanOrEqual(rate(Math.max(a, b)) - 1e-15);
        expect(rate(a)).toBeGreaterThanOrEqual(0.2);
        expect(rate(a)).toBeLessThanOrEqual(1);
      }),
    );
  });

  const {range, type} = errorsOf('tanhDecay');
  const {lb: _lb, ub: _ub, ...withoutBounds} = options;

  itRefuses(tanhDecay, withoutBounds, [
    [{initialLearningRate: -1}, range('`initialLearningRate` must be a finite number >= 0; got -1.')],
    [{decaySteps: 0}, range('`decaySteps` must be a finite number > 0; got 0.')],
    [{decaySteps: undefined}, type('`decaySteps` must be a finite number > 0; got undefined.')],
    [{endLearningRate: -1}, range('`endLearningRate` must be a finite number >= 0; got -1.')],
    [{lb: -Infinity}, range('`lb` must be a finite number; got -Infinity.')],
    [{lb: '-7'}, type('`lb` must be a finite number; got "-7".')],
    [{ub: NaN}, range('`ub` must be a finite number; got NaN.')],
    [{ub: null}, type('`ub` must be a finite number; got null.')],
    [{ub: 1, lb: 1}, range('`ub` must be above `lb`; got 1.')],
    [{ub: -7}, range('`ub` must be above `lb`; got -7.')],
    [{lb: 3}, range('`ub` must be above `lb`; got 3.')],
    [{decay_steps: 1}, type('unknown option `decay_steps`; did you mean `decaySteps`?')],
  ]);
});
