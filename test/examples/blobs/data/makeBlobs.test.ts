import {describe, expect, it} from '@jest/globals';
import {makeBlobs} from '../../../../examples/blobs/data/makeBlobs.js';

describe('makeBlobs', () => {
  it('gives the same points for the same seed, and others for another', () => {
    expect(makeBlobs({randomState: 1})).toEqual(makeBlobs({randomState: 1}));
    expect(makeBlobs({randomState: 1}).x).not.toEqual(makeBlobs({randomState: 2}).x);
  });

  it('divides the points evenly, what is left over to the first centers', () => {
    const {y} = makeBlobs({nSamples: 11, centers: 4, randomState: 1});
    expect([0, 1, 2, 3].map((label) => y.filter((one) => one === label).length)).toEqual([3, 3, 3, 2]);
  });

  it('with clusterStd: 0, puts each point on the center of its class', () => {
    const {x, y, centers} = makeBlobs({nSamples: 9, clusterStd: 0, randomState: 3});
    expect(x).toEqual(y.map((label) => centers[label]));
  });

  it('moves with its centers', () => {
    const around = (offset: number) =>
      makeBlobs({nSamples: 5, centers: [[offset, offset]], randomState: 4}).x.flat();
    const moved = around(100);
    around(0).forEach((value, i) => expect(moved[i]! - value).toBeCloseTo(100, 10));
  });

  it('with shuffle: false, keeps the classes apart', () => {
    const {y} = makeBlobs({nSamples: [2, 0, 3], shuffle: false, randomState: 1});
    expect(y).toEqual([0, 0, 2, 2, 2]);
  });

  it('changes nothing that it is given', () => {
    const centers = Object.freeze([Object.freeze([0, 1]), Object.freeze([2, 3])]);
    expect(makeBlobs(Object.freeze({centers, randomState: 1})).centers).toEqual(centers);
  });

  it.each([
    [
      {nSamples: 0},
      'RangeError: makeBlobs: `nSamples` must be an integer >= 1, or an array, each item an integer >= 0; got 0.',
    ],
    [
      {nSamples: [3, 4], centers: 3},
      'TypeError: makeBlobs: `centers` must be an array of 2 points, one for each number in nSamples; got 3.',
    ],
    [
      {centers: 0},
      'RangeError: makeBlobs: `centers` must be an integer >= 1, or an array of points, all with as many coordinates; got 0.',
    ],
    [
      {centers: [[1, 2], [3]]},
      'RangeError: makeBlobs: `centers` must be an integer >= 1, or an array of points, all with as many coordinates; got [[1, 2], [3]].',
    ],
    [
      {clusterStd: -1},
      'RangeError: makeBlobs: `clusterStd` must be a finite number >= 0, or an array, each item a finite number >= 0; got -1.',
    ],
    [
      {clusterStd: [1, 2]},
      'RangeError: makeBlobs: `clusterStd` must be an array of 3 numbers, one for each center; got [1, 2].',
    ],
    [{centerBox: [1]}, 'RangeError: makeBlobs: `centerBox` must be two finite numbers; got [1].'],
    [{clusterSTD: 1}, 'TypeError: makeBlobs: unknown option `clusterSTD`; did you mean `clusterStd`?'],
  ])('rejects %j', (wrong, message) => {
    let text = 'no error';
    try {
      makeBlobs({randomState: 1, ...(wrong as object)});
    } catch (error) {
      text = String(error);
    }
    expect(text).toBe(message);
  });
});
