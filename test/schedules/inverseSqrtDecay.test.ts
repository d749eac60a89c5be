import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {inverseSqrtDecay} from 'tfjs-callbacks';
import {anyStep, errorsOf, itIsPure, itRefuses} from '../helpers/schedules';

const options = {initialLearningRate: 0.1, decaySteps: 10};

describe('inverseSqrtDecay', () => {
  itIsPure(inverseSqrtDecay, options);

  it('has exact values where the square under the root is whole', () => {
    expect([0, 30, 150, 12.5].map(inverseSqrtDecay(options))).toEqual([0.1, 0.05, 0.025, 0.1 / 1.5]);
  });

  it('counts single steps unless told otherwise', () => {
    expect([3, 8, 2 ** 32 - 1].map(inverseSqrtDecay({initialLearningRate: 3}))).toEqual([
      1.5,
      1,
      3 / 2 ** 16,
    ]);
  });

  it('never rises, and the inverse of its square is a straight line', () => {
    const rate = inverseSqrtDecay({initialLearningRate: 1, decaySteps: 10});
    fc.assert(
      fc.property(anyStep, anyStep, (a, b) => {
        expect(rate(Math.min(a, b))).toBeGreaterThanOrEqual(rate(Math.max(a, b)));
        expect(rate(a) ** -2 / (1 + a / 10)).toBeCloseTo(1, 12);
      }),
    );
  });

  const {range, type} = errorsOf('inverseSqrtDecay');

  itRefuses(inverseSqrtDecay, options, [
    [{initialLearningRate: -1}, range('`initialLearningRate` must be a finite number >= 0; got -1.')],
    [{decaySteps: 0}, range('`decaySteps` must be a finite number > 0; got 0.')],
    [{decaySteps: '1'}, type('`decaySteps` must be a finite number > 0; got "1".')],
    [{decay_steps: 1}, type('unknown option `decay_steps`; did you mean `decaySteps`?')],
  ]);
});
