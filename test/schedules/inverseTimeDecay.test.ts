import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {inverseTimeDecay} from 'tfjs-callbacks';
import {anyStep, itIsPure, itRefuses} from '../helpers/schedules';

const options = {initialLearningRate: 0.01, decaySteps: 1, decayRate: 0.1};

describe('inverseTimeDecay', () => {
  itIsPure(inverseTimeDecay, options);

  it('has exact values where the divisor is whole', () => {
    expect([0, 10, 30, 90].map(inverseTimeDecay(options))).toEqual([0.01, 0.005, 0.0025, 0.001]);
  });

  it('has an inverse that is a straight line', () => {
    const rate = inverseTimeDecay(options);
    for (const step of [0, 1, 17.5, 1e6]) expect(1 / rate(step + 1) - 1 / rate(step)).toBeCloseTo(10, 6);
  });

  it('with staircase, holds the value between multiples of decaySteps', () => {
    const stairs = inverseTimeDecay({...options, decaySteps: 10, decayRate: 1, staircase: true});
    expect([0, 9.9, 10, 19, 20, 30].map(stairs)).toEqual([0.01, 0.01, 0.005, 0.005, 0.01 / 3, 0.0025]);
  });

  it('stays between 0 and its initial value and never rises', () => {
    fc.assert(
      fc.property(
        fc.record({
          initialLearningRate: fc.double({min: 1e-9, max: 10, noNaN: true}),
          decaySteps: fc.double({min: 1e-3, max: 1e6, noNaN: true}),
          decayRate: fc.double({min: 0, max: 10, noNaN: true}),
          staircase: fc.boolean(),
        }),
        anyStep,
        anyStep,
        (options, a, b) => {
          const rate = inverseTimeDecay(options);
          const [early, late] = [rate(Math.min(a, b)), rate(Math.max(a, b))];
          expect(late).toBeGreaterThan(0);
          expect(early).toBeGreaterThanOrEqual(late);
          expect(options.initialLearningRate).toBeGreaterThanOrEqual(early);
        },
      ),
    );
  });

  itRefuses(inverseTimeDecay, options, [
    [
      {initialLearningRate: Infinity},
      new RangeError('inverseTimeDecay: `initialLearningRate` must be a finite number >= 0; got Infinity.'),
    ],
    [{decaySteps: 0}, new RangeError('inverseTimeDecay: `decaySteps` must be a finite number > 0; got 0.')],
    [
      {decayRate: NaN},
      new RangeError('inverseTimeDecay: `decayRate` must be a finite number >= 0; got NaN.'),
    ],
    [
      {decayRate: undefined},
      new TypeError('inverseTimeDecay: `decayRate` must be a finite number >= 0; got undefined.'),
    ],
    [{staircase: 'yes'}, new TypeError('inverseTimeDecay: `staircase` must be true or false; got "yes".')],
    [{decay: 1}, new TypeError('inverseTimeDecay: unknown option `decay`; did you mean `decayRate`?')],
  ]);
});
