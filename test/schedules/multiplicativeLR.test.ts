import {describe, expect, it, jest} from '@jest/globals';
import fc from 'fast-check';
import {multiplicativeLR} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itRefuses} from '../helpers/schedules';

const options = {initialLearningRate: 0.1, lrLambda: (step: number) => 1 - 1 / (step + 2)};

describe('multiplicativeLR', () => {
  itIsPure(multiplicativeLR, options, [7, 0, 3.5, 2 ** 16, 3.5, 7, 0]);

  it('begins exactly and multiplies by the factor of each step from 1 on', () => {
    const rate = multiplicativeLR({initialLearningRate: 1, lrLambda: (step) => [3, 2, 0.25, 0.5][step]!});
    expect([0, 1, 2, 3].map(rate)).toEqual([1, 2, 0.5, 0.25]);
  });

  it('holds the value of a step until the next one', () => {
    const rate = multiplicativeLR(options);
    expect([0.99, 1.5, 2.999].map(rate)).toEqual([0, 1, 2].map(rate));
  });

  it('asks for each new step once, and again only when it went back', () => {
    const lrLambda = jest.fn((_: number) => 0.5);
    const rate = multiplicativeLR({initialLearningRate: 1, lrLambda});
    const asked = (step: number) => {
      lrLambda.mockClear();
      rate(step);
      return lrLambda.mock.calls.map(([step]) => step);
    };
    expect([0, 1, 3, 3.5, 4, 4, 2, 3].map(asked)).toEqual([[], [1], [2, 3], [], [4], [], [1, 2], [3]]);
  });

  it('has the same bits as one product from the left, in any order of steps', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), {minLength: 1, maxLength: 20}), (steps) => {
        const rate = multiplicativeLR(options);
        for (const step of steps) {
          let value = 0.1;
          for (let i = 1; i <= step; i++) value *= options.lrLambda(i);
          expect(rate(step)).toBe(value);
        }
      }),
    );
  });

  const {range, type} = errorsOf('multiplicativeLR');

  itRefuses(multiplicativeLR, options, [
    [{initialLearningRate: -1}, range('`initialLearningRate` must be a finite number >= 0; got -1.')],
    [{initialLearningRate: '1'}, type('`initialLearningRate` must be a finite number >= 0; got "1".')],
    [{lrLambda: 0.95}, type('`lrLambda` must be a function of the step; got 0.95.')],
    [{lr_lambda: () => 1}, type('unknown option `lr_lambda`; did you mean `lrLambda`?')],
  ]);
});
