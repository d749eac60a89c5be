import {describe, expect, it} from '@jest/globals';
import {addingProblem, guessing} from '../../../../examples/clipping/data/addingProblem.js';

const length = 10;
const {x, y} = addingProblem({sequences: 4000, length, seed: 1});
const sequences = Array.from(y, (target, i) => {
  const own = x.subarray(2 * length * i, 2 * length * (i + 1));
  const column = (which: number) => [...own].filter((_, j) => j % 2 === which);
  return {target, values: column(0), markers: column(1)};
});

describe('addingProblem', () => {
  it('marks one value in each half, and only that', () => {
    for (const {markers} of sequences) {
      expect(markers.slice(0, 5).sort()).toEqual([0, 0, 0, 0, 1]);
      expect(markers.slice(5).sort()).toEqual([0, 0, 0, 0, 1]);
    }
  });

  it('marks every step of some sequence', () => {
    const steps = new Set(sequences.flatMap(({markers}) => markers.flatMap((marker, i) => marker * (i + 1))));
    expect(steps).toEqual(new Set(Array.from({length: length + 1}, (_, i) => i)));
  });

  it('has the sum of the marked values as the target, in float32', () => {
    for (const {target, values, markers} of sequences) {
      const [first, second] = values.filter((_, i) => markers[i] === 1);
      expect(target).toBe(Math.fround(first! + second!));
    }
  });

  it('has values in [0, 1), and so a variance of 1/6 around 1', () => {
    expect(sequences.every(({values}) => values.every((value) => value >= 0 && value < 1))).toBe(true);
    const error = y.reduce((sum, target) => sum + (target - 1) ** 2, 0) / y.length;
    expect(Math.abs(error - guessing)).toBeLessThan(0.01);
  });

  it('is decided by the seed', () => {
    const options = {sequences: 3, length: 4, seed: 2};
    expect(addingProblem(options)).toEqual(addingProblem(options));
    expect(addingProblem(options).y).not.toEqual(addingProblem({...options, seed: 3}).y);
  });

  it('rejects what has no two halves', () => {
    expect(() => addingProblem({sequences: 1, length: 5, seed: 1})).toThrow(
      new RangeError('addingProblem: `length` must be even; got 5.'),
    );
  });
});
