import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {thinned, type Point} from '../../src/charts/thinned.js';

/** A curve over steps 0 to `steps`, with gaps (NaN), and a number of columns, fewer and more than there are steps. */
const curves = fc.record({
  values: fc.array(fc.oneof({weight: 5, arbitrary: fc.integer({min: -9, max: 9})}, fc.constant(NaN)), {
    minLength: 2,
    maxLength: 200,
  }),
  columns: fc.integer({min: 1, max: 60}),
});

const columnOf = (step: number, steps: number, columns: number) => Math.floor((step * columns) / steps);

/** Points by the column of pixels they lie in. */
function byColumn(points: readonly Point[], steps: number, columns: number): Map<number, Point[]> {
  const groups = new Map<number, Point[]>();
  for (const point of points) {
    const column = columnOf(point.step, steps, columns);
    groups.set(column, [...(groups.get(column) ?? []), point]);
  }
  return groups;
}

/** What a line that holds each value until the next point covers of each column: its lowest and its highest value. */
function covered(points: readonly Point[], steps: number, columns: number) {
  let held = NaN;
  const groups = byColumn(points, steps, columns);
  return Array.from({length: columns + 1}, (_, column) => {
    const own = (groups.get(column) ?? []).map(({value}) => value);
    const values = [...(groups.has(column) && Number.isNaN(own[0]) ? [] : [held]), ...own].filter(
      (value) => !Number.isNaN(value),
    );
    held = own.at(-1) ?? held;
    return values.length > 0 ? [Math.min(...values), Math.max(...values)] : [];
  });
}

describe('thinned', () => {
  const both = ({values, columns}: {values: number[]; columns: number}) => {
    const steps = values.length - 1;
    const all = values.map((value, step) => ({step, value}));
    return {all, kept: thinned((step) => values[step]!, steps, columns), steps, columns};
  };
  const drawn = (points: readonly Point[]) => points.filter(({value}) => !Number.isNaN(value));

  it('keeps the ends and the extremes of every column, four points at most, in their order', () => {
    fc.assert(
      fc.property(curves, (curve) => {
        const {all, kept, steps, columns} = both(curve);
        const before = byColumn(drawn(all), steps, columns);
        const after = byColumn(drawn(kept), steps, columns);
        expect([...after.keys()]).toEqual([...before.keys()]);
        for (const [column, points] of before) {
          const few = after.get(column)!;
          const heights = points.map(({value}) => value);
          expect(few.length).toBeLessThanOrEqual(4);
          expect([few[0], few.at(-1)]).toEqual([points[0], points.at(-1)]);
          expect(few.map(({value}) => value)).toContain(Math.min(...heights));
          expect(few.map(({value}) => value)).toContain(Math.max(...heights));
          expect(points).toEqual(expect.arrayContaining(few));
        }
        expect(kept.map(({step}) => step)).toEqual(
          [...new Set(kept.map(({step}) => step))].sort((a, b) => a - b),
        );
      }),
    );
  });

  it('leaves a gap in the columns that have no value, and in no others', () => {
    fc.assert(
      fc.property(curves, (curve) => {
        const {all, kept, steps, columns} = both(curve);
        const gaps = [...byColumn(all, steps, columns)].filter(([, points]) => drawn(points).length === 0);
        expect(kept.filter(({value}) => Number.isNaN(value)).map(({step}) => step)).toEqual(
          gaps.map(([, [first]]) => first!.step),
        );
      }),
    );
  });

  it('covers the same pixels as all points', () => {
    const whole = curves.map(({values, columns}) => ({
      values: values.map((value) => (Number.isNaN(value) ? 0 : value)),
      columns,
    }));
    fc.assert(
      fc.property(whole, (curve) => {
        const {all, kept, steps, columns} = both(curve);
        expect(covered(kept, steps, columns)).toEqual(covered(all, steps, columns));
      }),
    );
  });

  it('keeps every point when each has a column of its own', () => {
    expect(thinned((step) => step ** 2, 5, 5)).toHaveLength(6);
    expect(thinned((step) => step ** 2, 5, 50)).toHaveLength(6);
  });

  it('keeps a dip of one step among a million', () => {
    const kept = thinned((step) => (step === 123_457 ? 0 : 1), 1e6, 360);
    expect(kept).toContainEqual({step: 123_457, value: 0});
    expect(kept.length).toBeLessThan(4 * 361);
  });

  it('asks once for each step, in their order', () => {
    const asked: number[] = [];
    thinned((step) => asked.push(step), 20, 3);
    expect(asked).toEqual(Array.from({length: 21}, (_, step) => step));
  });
});
