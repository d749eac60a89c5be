import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {piecewiseInterpolate} from 'tfjs-callbacks';
import {anyStep, errorsOf, floatBelow, itIsPure, itRefuses, near} from '../helpers/schedules';

type Points = readonly [number, number][];

const points: Points = [
  [2, 1],
  [4, 3],
  [8, 2],
];
const shapes = ['constant', 'linear', 'cosine', 'exponential'] as const;

describe('piecewiseInterpolate', () => {
  itIsPure(piecewiseInterpolate, {points, shape: 'cosine'});

  it.each(shapes)(
    'with shape %s goes through the points exactly, and stays before and after them',
    (shape) => {
      expect([0, 2, 4, 8, 9, 2 ** 31].map(piecewiseInterpolate({points, shape}))).toEqual([1, 1, 3, 2, 2, 2]);
    },
  );

  // A quarter of the way up, half of the way down.
  it.each([
    ['constant', 1, 3],
    ['linear', 1.5, 2.5],
    ['cosine', 2 - Math.SQRT1_2, 2.5],
    ['exponential', 3 ** 0.25, Math.sqrt(6)],
  ] as const)('with shape %s has the values of its formula between them', (shape, rising, falling) => {
    expect([2.5, 6].map(piecewiseInterpolate({points, shape}))).toEqual([near(rising), near(falling)]);
  });

  it('goes along lines unless told otherwise', () => {
    expect([2.5, 3, 7].map(piecewiseInterpolate({points}))).toEqual([1.5, 2, 2.25]);
  });

  it('jumps at a step that is there twice, at the first and the last one too', () => {
    const jumps: Points = [
      [0, 9],
      [0, 1],
      [5, 2],
      [5, 4],
      [10, 0],
      [10, 7],
    ];
    const rate = piecewiseInterpolate({points: jumps});
    expect([0, 2.5, floatBelow(5), 5, 7.5, floatBelow(10), 10, 11].map(rate)).toEqual(
      [1, 1.5, 2, 4, 2, 0, 7, 7].map(near),
    );
    expect([0, 5, 10].map(rate)).toEqual([1, 4, 7]);
  });

  it('is constant with one point', () => {
    expect([0, 3, 5].map(piecewiseInterpolate({points: [[3, 0.2]]}))).toEqual([0.2, 0.2, 0.2]);
  });

  it('may begin before step 0', () => {
    const early: Points = [
      [-2, 0],
      [2, 4],
    ];
    expect([0, 1, 2].map(piecewiseInterpolate({points: early}))).toEqual([2, 3, 4]);
  });

  it('stays between its neighbours, whatever the points', () => {
    const pair = fc.tuple(fc.integer({min: -50, max: 200}), fc.double({min: 1e-9, max: 10, noNaN: true}));
    fc.assert(
      fc.property(
        fc.array(pair, {minLength: 1, maxLength: 8}),
        fc.constantFrom(...shapes),
        anyStep,
        (pairs, shape, step) => {
          const points = pairs.sort(([a], [b]) => a - b);
          const before = points.filter(([s]) => s <= step).at(-1) ?? points[0]!;
          const after = points.find(([s]) => s > step) ?? points.at(-1)!;
          const [low, high] = [Math.min(before[1], after[1]), Math.max(before[1], after[1])];
          const value = piecewiseInterpolate({points, shape})(step);
          expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-12));
          expect(value).toBeLessThanOrEqual(high * (1 + 1e-12));
        },
      ),
    );
  });

  const {range, type} = errorsOf('piecewiseInterpolate');
  const pairs = '`points` must be pairs [step, value], the steps in rising order, the values';

  itRefuses(piecewiseInterpolate, {points}, [
    [{points: []}, type(`${pairs} >= 0; got [].`)],
    [{points: [1, 2]}, type(`${pairs} >= 0; got [1, 2].`)],
    [{points: [[0, 1, 2]]}, type(`${pairs} >= 0; got [[0, 1, 2]].`)],
    [{points: [[0, NaN]]}, type(`${pairs} >= 0; got [[0, NaN]].`)],
    [{points: undefined}, type(`${pairs} >= 0; got undefined.`)],
    // prettier-ignore
    [{points: [[1, 0], [0, 1]]}, range(`${pairs} >= 0; got [[1, 0], [0, 1]].`)],
    [{points: [[0, -1]]}, range(`${pairs} >= 0; got [[0, -1]].`)],
    [{points: [[0, 0]], shape: 'exponential'}, range(`${pairs} > 0; got [[0, 0]].`)],
    [
      {shape: 'step'},
      range("`shape` must be 'constant' or 'linear' or 'cosine' or 'exponential'; got \"step\"."),
    ],
    [{shapes: 'cosine'}, type('unknown option `shapes`; did you mean `shape`?')],
    [undefined, type('`options` must be an object; got undefined.')],
  ]);
});
