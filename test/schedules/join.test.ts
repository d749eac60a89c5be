import {describe, expect, it} from '@jest/globals';
import {fromPlan, join, polynomialDecay, type Schedule} from 'tfjs-callbacks';
import {errorsOf, floatBelow, itIsPure, itRefuses} from '../helpers/schedules';

const itself: Schedule = (step) => step;
const fall = polynomialDecay({initialLearningRate: 80, decaySteps: 8, endLearningRate: 0});
const squares: Schedule = (step) => 100 + step ** 2;
const parts: [number, Schedule][] = [
  [0, itself],
  [5, fall],
  [10.5, squares],
];
const joined = (options: {parts: [number, Schedule][]}) => join(options.parts);

describe('join', () => {
  itIsPure(joined, {parts});

  it('has each part count from its own start', () => {
    expect([0, 1, 4.5, 5, 6, 10, 10.5, 11.5, 13, 2 ** 31].map(join(parts))).toEqual([
      0,
      1,
      4.5,
      80,
      70,
      30,
      100,
      101,
      106.25,
      100 + (2 ** 31 - 10.5) ** 2,
    ]);
  });

  it('has the old part up to the last float before a start', () => {
    expect(join(parts)(floatBelow(5))).toBe(floatBelow(5));
    expect(join(parts)(floatBelow(10.5))).toBeCloseTo(25, 12);
  });

  it('leaves out a part that has no steps', () => {
    const equal = join([[0, squares], [0, itself], [5, squares], [5, fall]]); // prettier-ignore
    expect([0, 4, 5, 6].map(equal)).toEqual([0, 4, 80, 70]);
  });

  it('is the schedule itself when there is one', () => {
    expect([0, 3.5, 2 ** 31].map(join([[0, itself]]))).toEqual([0, 3.5, 2 ** 31]);
  });

  const {range, type} = errorsOf('join');
  const pairs = '`parts` must be pairs [step, schedule], the first at step 0, in rising order; got ';

  itRefuses(joined, {}, [
    [{parts: [[1, itself]]}, range(`${pairs}[[1, a function]].`)],
    [{parts: [[0, itself], [5, fall], [4, fall]]}, range(`${pairs}[[0, a function], [5, a function], [4, a function]].`)], // prettier-ignore
    [{parts: [[0, itself], [NaN, fall]]}, type(`${pairs}[[0, a function], [NaN, a function]].`)], // prettier-ignore
    [{parts: [[0, itself], [5, 0.1]]}, type(`${pairs}[[0, a function], [5, 0.1]].`)], // prettier-ignore
    [{parts: [[0, fromPlan(() => itself)]]}, type(`${pairs}[[0, {}]].`)],
    [{parts: [['0', itself]]}, type(`${pairs}[["0", a function]].`)],
    [{parts: [itself, fall]}, type(`${pairs}[a function, a function].`)],
    [{parts: []}, type(`${pairs}[].`)],
    [{}, type(`${pairs}undefined.`)],
  ]);
});
