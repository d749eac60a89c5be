import {describe, expect, it} from '@jest/globals';
import {sample} from 'tfjs-callbacks';
import {itNeedsASchedule} from '../helpers/schedules';

const squares = (step: number) => step ** 2;

describe('sample', () => {
  it('is the values at the first so many steps', () => {
    expect(sample(squares, 5)).toEqual([0, 1, 4, 9, 16]);
    expect(sample(squares, 0)).toEqual([]);
  });

  itNeedsASchedule('sample', (schedule) => sample(schedule, 5));

  it.each([
    [-1, RangeError, '-1'],
    [1.5, RangeError, '1.5'],
    [NaN, RangeError, 'NaN'],
    ['5', TypeError, '"5"'],
    [undefined, TypeError, 'undefined'],
  ])('refuses %p', (steps, Kind, shown) => {
    const build = () => sample(squares, steps as number);
    expect(build).toThrow(new Kind(`sample: \`steps\` must be an integer >= 0; got ${shown}.`));
    expect(build).toThrow(Kind);
  });
});
