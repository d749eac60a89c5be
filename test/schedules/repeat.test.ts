import {describe, expect, it, jest} from '@jest/globals';
import fc from 'fast-check';
import {polynomialDecay, repeat, type RepeatOptions} from 'tfjs-callbacks';
import {errorsOf, floatBelow, itIsPure, itNeedsASchedule, itRefuses} from '../helpers/schedules';

// Goes on falling after the first cycle, so that a cycle too long is seen.
const fall = polynomialDecay({initialLearningRate: 9, decaySteps: 16, endLearningRate: 1});
const repeated = (options: RepeatOptions) => repeat(fall, options);

describe('repeat', () => {
  itIsPure(repeated, {steps: 2, lengthFactor: 1.5, heightFactor: 0.75, floor: 1});
  itIsPure(repeated, {steps: 2, lengthFactor: 1.5, cycles: 3});

  it('goes over the first steps again and again', () => {
    expect([0, 4, 7.5, 8, 12, 15, 16, 2 ** 31].map(repeated({steps: 8}))).toEqual([
      9, 7, 5.25, 9, 7, 5.5, 9, 9,
    ]);
  });

  it('stretches each cycle by lengthFactor', () => {
    expect([0, 4, 8, 16, 20, 24, 40, 56].map(repeated({steps: 8, lengthFactor: 2}))).toEqual([
      9, 7, 9, 7, 6, 9, 7, 9,
    ]);
  });

  it('lowers each cycle by heightFactor, down to 0', () => {
    expect([4, 8, 12, 16, 20].map(repeated({steps: 8, heightFactor: 0.5}))).toEqual([
      7, 4.5, 3.5, 2.25, 1.75,
    ]);
    expect([4, 8, 12].map(repeated({steps: 8, heightFactor: 0}))).toEqual([7, 0, 0]);
  });

  it('keeps the floor where it is', () => {
    const rate = repeated({steps: 8, heightFactor: 0.5, floor: 5});
    expect([4, 8, 12, 16].map(rate)).toEqual([7, 7, 6, 6]);
    expect(rate(floatBelow(16))).toBeCloseTo(5, 12);
  });

  it('asks heightFactor for the height of each cycle, counted from 0', () => {
    const heightFactor = jest.fn((cycle: number) => [1, 3, 2][cycle]!);
    const rate = repeated({steps: 8, heightFactor, floor: 5});
    expect([4, 12, 20, 20.5].map(rate)).toEqual([7, 11, 9, 8.5]);
    expect(heightFactor.mock.calls).toEqual([[0], [1], [2]]);
  });

  it("stays at the end of the last of its cycles, at that cycle's height", () => {
    const rate = repeated({steps: 8, lengthFactor: 2, heightFactor: 0.5, floor: 1, cycles: 2});
    expect([0, 8, 16, 23, 24, 25, 2 ** 31].map(rate)).toEqual([9, 5, 4, 3.125, 3, 3, 3]);
    expect([7, 8, 9].map(repeated({steps: 8, cycles: 1}))).toEqual([5.5, 5, 5]);
  });

  it('repeats what it is given, whatever that repeats', () => {
    const inner = repeated({steps: 2});
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(repeat(inner, {steps: 3}))).toEqual([9, 8.5, 9, 9, 8.5, 9, 9, 8.5]);
  });

  it('has all values of the first cycle in each, in any order of steps', () => {
    const step = fc.double({min: 0, max: 1e6, noNaN: true});
    const factor = fc.constantFrom(1, 1.1, 1.5, 2, 3);
    fc.assert(
      fc.property(factor, fc.array(step, {minLength: 1, maxLength: 5}), (lengthFactor, steps) => {
        const rate = repeated({steps: 8, lengthFactor});
        for (const step of steps) {
          let [start, length] = [0, 8];
          while (step >= start + length) [start, length] = [start + length, length * lengthFactor];
          expect(rate(step)).toBeCloseTo(fall((8 * (step - start)) / length), 8);
        }
      }),
      {numRuns: 300},
    );
  });

  itNeedsASchedule('repeat', (schedule) => repeat(schedule, {steps: 8}));

  const {range, type} = errorsOf('repeat');
  const height = '`heightFactor` must be a finite number >= 0, or a function of the cycle; got ';

  itRefuses(repeated, {steps: 8}, [
    [{steps: 0}, range('`steps` must be a finite number > 0; got 0.')],
    [{steps: undefined}, type('`steps` must be a finite number > 0; got undefined.')],
    [{lengthFactor: 0.5}, range('`lengthFactor` must be a finite number >= 1; got 0.5.')],
    [{heightFactor: -1}, range(`${height}-1.`)],
    [{heightFactor: NaN}, range(`${height}NaN.`)],
    [{heightFactor: Infinity}, range(`${height}Infinity.`)],
    [{heightFactor: '1'}, type(`${height}"1".`)],
    [{floor: -1}, range('`floor` must be a finite number >= 0; got -1.')],
    [{cycles: 0}, range('`cycles` must be an integer >= 1; got 0.')],
    [{cycles: 1.5}, range('`cycles` must be an integer >= 1; got 1.5.')],
    [{length_factor: 2}, type('unknown option `length_factor`; did you mean `lengthFactor`?')],
    [undefined, type('`options` must be an object; got undefined.')],
  ]);
});
