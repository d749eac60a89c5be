import {describe, expect, it, jest} from '@jest/globals';
import fc from 'fast-check';
import {cycles} from '../../src/internal/cycles';
import {floatBelow} from '../helpers/schedules';

const number = (index: number) => index;

describe('cycles', () => {
  it('says all about the cycle of a step', () => {
    const at = cycles(4, 1.5, (index) => 10 * index);
    expect([0, 3.9, 4, 9, 10, 18.9].map(at)).toEqual([
      {index: 0, start: 0, end: 4, stretch: 1, height: 0},
      {index: 0, start: 0, end: 4, stretch: 1, height: 0},
      {index: 1, start: 4, end: 10, stretch: 1.5, height: 10},
      {index: 1, start: 4, end: 10, stretch: 1.5, height: 10},
      {index: 2, start: 10, end: 19, stretch: 2.25, height: 20},
      {index: 2, start: 10, end: 19, stretch: 2.25, height: 20},
    ]);
  });

  it('has one cycle end where the next one begins, and each step in one of them', () => {
    fc.assert(
      fc.property(
        fc.double({min: 1e-3, max: 1e4, noNaN: true}),
        fc.oneof(
          fc.constant(1),
          fc.double({min: 1, max: 1.001, noNaN: true}),
          fc.double({min: 1, max: 10, noNaN: true}),
        ),
        fc.array(fc.double({min: 0, max: 2 ** 31, noNaN: true}), {minLength: 1, maxLength: 5}),
        (length, factor, steps) => {
          const at = cycles(length, factor, number);
          for (const step of steps) {
            const {index, start, end} = at(step);
            expect(start <= step && step < end).toBe(true);
            expect(cycles(length, factor, number)(floatBelow(end)).index).toBe(index);
            expect([at(end).start, at(end).index]).toEqual([end, index + 1]);
            // Come from elsewhere, it is the same.
            expect(at(step)).toEqual(cycles(length, factor, number)(step));
          }
        },
      ),
    );
  });

  it('asks for a height only where a new cycle begins', () => {
    const heightOf = jest.fn(number);
    const at = cycles(10, 1, heightOf);
    heightOf.mockClear();
    for (let step = 0; step < 35; step++) at(step);
    expect(heightOf.mock.calls).toEqual([[1], [2], [3]]);
  });

  it.each([
    ['cycles too short to be told apart', 1e-8, 1, 2 ** 31],
    ['a factor whose product overflows', 1, 1e300, 2 ** 31],
    ['a step without end', 10, 1, Infinity],
    ['a step without end, growing', 10, 2, Infinity],
    ['a step that is no number', 10, 1, NaN],
  ])('comes to an answer with %s', (_what, length, factor, step) => {
    const {start, stretch} = cycles(length, factor, () => 1)(step);
    const place = (step - start) / stretch;
    expect(Number.isFinite(step) ? place >= 0 && place < 2 ** 31 : Number.isNaN(place)).toBe(true);
  });
});
