import {describe, expect, it} from '@jest/globals';
import {nearest} from '../../src/internal/nearest';

describe('nearest', () => {
  const options = ['monitor', 'minDelta', 'minLr', 'patience', 'onEpochEnd', 'onEpochBegin'];

  it.each([
    ['min_lr', 'minLr'],
    ['minLR', 'minLr'],
    ['min_delta', 'minDelta'],
    ['patients', 'patience'],
    ['moniter', 'monitor'],
    ['on_epoch_end', 'onEpochEnd'],
    ['epochEnd', 'onEpochEnd'],
    ['onEpochBegins', 'onEpochBegin'],
  ])('of %s is %s', (name, meant) => expect(nearest(name, options)).toBe(meant));

  it.each(['zzz', 'callbacks', ''])('of %p is nothing', (name) =>
    expect(nearest(name, options)).toBeUndefined(),
  );
});
