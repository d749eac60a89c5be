import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {oneCycleLR} from 'tfjs-callbacks';
import {anyStep, errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

// The top is at step 4, the end at step 19.
const options = {maxLr: 1, totalSteps: 20, pctStart: 0.25, divFactor: 2, finalDivFactor: 2} as const;
const linear = {...options, annealStrategy: 'linear'} as const;
const threePhase = true;

describe('oneCycleLR', () => {
  itIsPure(oneCycleLR, options);
  itIsPure(oneCycleLR, {...linear, threePhase});

  it.each([
    [{}, [0.5, 1, 0.25]],
    [{threePhase}, [0.5, 1, 0.25]],
    [{annealStrategy: 'linear'}, [0.5, 1, 0.25]],
  ] as const)(
    'with %j is exactly initial, top and final, and stays there',
    (course, [initial, top, final]) => {
      expect([0, 4, 19, 20, 2 ** 31].map(oneCycleLR({...options, ...course}))).toEqual([
        initial,
        top,
        final,
        final,
        final,
      ]);
    },
  );

  it('goes along half cosine waves', () => {
    // (1 − cos 45°) / 2 of the way, then half of it.
    expect([1, 2, 11.5].map(oneCycleLR(options))).toEqual([
      near(0.5 + (1 - Math.SQRT1_2) / 4),
      near(0.75),
      near(0.625),
    ]);
  });

  it('with linear goes along lines', () => {
    expect([1, 2, 7, 11.5].map(oneCycleLR(linear))).toEqual([0.625, 0.75, near(0.85), 0.625]);
  });

  it('with three phases passes the initial value again as long after the top as it took to rise', () => {
    expect([2, 6, 8, 13.5].map(oneCycleLR({...linear, threePhase}))).toEqual([0.75, 0.75, 0.5, 0.375]);
    expect([2, 6, 8, 13.5].map(oneCycleLR({...options, threePhase}))).toEqual(
      [0.75, 0.75, 0.5, 0.375].map(near),
    );
  });

  it("has PyTorch's numbers unless told otherwise", () => {
    const rate = oneCycleLR({maxLr: 1, totalSteps: 100});
    expect([0, 14.5, 29, 64, 99].map(rate)).toEqual([0.04, near(0.52), 1, near(0.500002), 0.04 / 10_000]);
  });

  // As PyTorch: a phase that ends before step 0 is where the next one comes from.
  it.each([
    [{pctStart: 0}, [0, 19], [1 - 0.75 / 20, 0.25]],
    [{pctStart: 0, threePhase}, [0, 19], [0.5 - 0.5 / 21, 0.25]],
    [{pctStart: 0.02}, [0, 19], [1 - (0.75 * 0.6) / 19.6, 0.25]],
    [{pctStart: 0.05}, [0, 9.5, 19], [1, 0.625, 0.25]],
    [{pctStart: 1}, [0, 9.5, 19, 20], [0.5, 0.75, 1, 1]],
    [{pctStart: 0.75, threePhase}, [14, 19, 20], [1, 1 - 2.5 / 14, 1 - 2.5 / 14]],
    [{pctStart: 0.525, threePhase}, [9.5, 19, 20], [1, 0.5, 0.5]],
  ])('with %j is at %j what PyTorch has', (course, steps, values) => {
    expect(steps.map(oneCycleLR({...linear, ...course}))).toEqual(values.map(near));
  });

  it.each([0, 0.3, 1])('has its final value at once when there is one step, with pctStart %d', (pctStart) => {
    for (const phases of [{}, {threePhase}]) {
      const rate = oneCycleLR({...options, totalSteps: 1, pctStart, ...phases});
      expect([0, 0.5, 1].map(rate)).toEqual([0.25, 0.25, 0.25]);
    }
  });

  it('rises to the top, never rises again, and stays between its values', () => {
    fc.assert(
      fc.property(
        fc.record({
          totalSteps: fc.integer({min: 1, max: 300}),
          pctStart: fc.double({min: 0, max: 1, noNaN: true}),
          annealStrategy: fc.constantFrom('cos', 'linear'),
          threePhase: fc.boolean(),
        }),
        anyStep,
        anyStep,
        (course, a, b) => {
          const rate = oneCycleLR({...options, ...course});
          const [early, late] = [Math.min(a, b), Math.max(a, b)];
          const top = course.pctStart * course.totalSteps - 1;
          if (early >= top) expect(rate(early)).toBeGreaterThanOrEqual(rate(late) - 1e-15);
          if (late <= top) expect(rate(early)).toBeLessThanOrEqual(rate(late) + 1e-15);
          expect(rate(a)).toBeGreaterThanOrEqual(0.25);
          expect(rate(a)).toBeLessThanOrEqual(1);
        },
      ),
      {numRuns: 500},
    );
  });

  const {range, type} = errorsOf('oneCycleLR');

  itRefuses(oneCycleLR, options, [
    [{maxLr: -1}, range('`maxLr` must be a finite number >= 0; got -1.')],
    [{totalSteps: 0}, range('`totalSteps` must be an integer >= 1; got 0.')],
    [{totalSteps: 1.5}, range('`totalSteps` must be an integer >= 1; got 1.5.')],
    [{totalSteps: undefined}, type('`totalSteps` must be an integer >= 1; got undefined.')],
    [{pctStart: 1.1}, range('`pctStart` must be a number from 0 to 1; got 1.1.')],
    [{pctStart: -0.1}, range('`pctStart` must be a number from 0 to 1; got -0.1.')],
    [{pctStart: '0.3'}, type('`pctStart` must be a number from 0 to 1; got "0.3".')],
    [{annealStrategy: 'cosine'}, range("`annealStrategy` must be 'cos' or 'linear'; got \"cosine\".")],
    [{threePhase: 1}, type('`threePhase` must be true or false; got 1.')],
    [{divFactor: 0}, range('`divFactor` must be a finite number > 0; got 0.')],
    [{finalDivFactor: 0}, range('`finalDivFactor` must be a finite number > 0; got 0.')],
    [{total_steps: 10}, type('unknown option `total_steps`; did you mean `totalSteps`?')],
  ]);
});
