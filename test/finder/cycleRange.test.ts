import {describe, expect, it} from '@jest/globals';
import {cycleRange} from '../../src/finder/cycleRange.js';
import {noSuggestions, type Suggestions} from '../../src/finder/suggestions/suggestions.js';

const none = noSuggestions('too flat');
const of = (firstFall: number | undefined, minimum: number | undefined): Suggestions => ({
  ...none,
  firstFall: {...none.firstFall, learningRate: firstFall},
  minimum: {...none.minimum, learningRate: minimum},
});

describe('cycleRange', () => {
  it('goes from the first fall to a tenth of the rate of the lowest loss', () => {
    expect(cycleRange(of(1e-4, 0.05))).toEqual({
      baseLr: 1e-4,
      maxLr: 0.05,
      reason: 'from 1e-4, where the loss starts to fall, to 0.05, a tenth of where it is lowest',
    });
  });

  it('goes from a twenty-fifth where the loss falls from the first rate on', () => {
    expect(cycleRange(of(undefined, 0.05))).toEqual({
      baseLr: 0.002,
      maxLr: 0.05,
      reason: 'from 0.002, a twenty-fifth of the end, to 0.05, a tenth of where it is lowest',
    });
  });

  it('is none where there is no room', () => {
    expect(cycleRange(of(0.05, 0.05))).toEqual({
      baseLr: undefined,
      maxLr: undefined,
      reason:
        'the fall is too short: it starts at 0.05, which is not below 0.05, a tenth of where it is lowest',
    });
    expect(cycleRange(none)).toEqual({baseLr: undefined, maxLr: undefined, reason: 'too flat'});
  });
});
