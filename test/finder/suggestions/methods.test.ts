import {describe, expect, it} from '@jest/globals';
import {belowDivergence} from '../../../src/finder/suggestions/belowDivergence.js';
import {firstFall} from '../../../src/finder/suggestions/firstFall.js';
import {minimum} from '../../../src/finder/suggestions/minimum.js';
import {slide} from '../../../src/finder/suggestions/slide.js';
import {steepest} from '../../../src/finder/suggestions/steepest.js';
import {steepestByRate} from '../../../src/finder/suggestions/steepestByRate.js';
import {steepestByStep} from '../../../src/finder/suggestions/steepestByStep.js';
import type {Points} from '../../../src/finder/suggestions/Suggestion.js';
import {valley} from '../../../src/finder/suggestions/valley.js';

// The values of the peers are in test/golden/finderSuggestions.golden.test.ts.
const tens = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];
const points: Points = [Object.freeze(tens), Object.freeze([2.2, 2.1, 2, 1.8, 1.2, 1, 3])];
const none = (points: number, needed: string) =>
  `needs ${needed} between the ends that are left out; there ${points === 1 ? 'is 1' : `are ${points || 'none'}`}`;

describe('steepest', () => {
  it('is the left end of the steepest segment', () => {
    expect(steepest(points)).toEqual({
      ...{learningRate: 1e-3, method: 'steepest'},
      reason: 'the loss falls fastest at 0.001',
    });
  });

  it('needs two points', () => {
    expect(steepest([[1], [1]])).toEqual({
      ...{learningRate: undefined, method: 'steepest'},
      reason: none(1, '2 points'),
    });
  });
});

describe('valley', () => {
  it('lies about half way down the longest fall', () => {
    // The fall has 6 points and ends at index 5: from −1 two and then one.
    expect(valley(points)).toEqual({
      ...{learningRate: 1e-4, method: 'valley'},
      reason: 'about half way down the longest fall, of 6 points, lies 1e-4',
    });
  });

  it('needs one point, and takes the first where nothing falls', () => {
    expect(valley([[], []]).reason).toBe(none(0, '1 point'));
    expect(
      valley([
        [1, 2],
        [1, 1],
      ]).learningRate,
    ).toBe(1);
  });
});

describe('slide', () => {
  it('slides to the left until the slopes are alike', () => {
    expect(slide(points, {lrDiff: 2, thresh: 0.2}).learningRate).toBe(1e-5);
    expect(slide(points, {lrDiff: 2, thresh: 9}).learningRate).toBe(1e-2);
    expect(slide(points, {lrDiff: 2, thresh: 9, adjustValue: 0.5}).learningRate).toBe(5e-3);
  });

  it('needs sixteen points', () => {
    expect(slide(points)).toEqual({
      ...{learningRate: undefined, method: 'slide'},
      reason: none(7, '16 points'),
    });
  });
});

describe('minimum', () => {
  it('is a tenth of the rate of the lowest loss', () => {
    expect(minimum(points)).toEqual({
      ...{learningRate: 0.01, method: 'minimum'},
      reason: 'the loss is lowest at 0.1; a tenth of that',
    });
    expect(minimum([[], []]).reason).toBe(none(0, '1 point'));
  });
});

describe('steepestByStep', () => {
  it('looks at both neighbours', () => {
    expect(steepestByStep(points, {skipStart: 0, skipEnd: 0}).learningRate).toBe(1e-3);
    expect(steepestByStep(points, {skipStart: 1, skipEnd: 3}).learningRate).toBe(1e-3);
    expect(steepestByStep(points, {skipStart: 4, skipEnd: 0}).learningRate).toBe(1e-2);
  });

  it('leaves out ten points and five unless told otherwise', () => {
    expect(steepestByStep(points).reason).toBe(none(0, '2 points'));
    const rates = Array.from({length: 17}, (_, i) => i + 1);
    const losses = rates.map((rate) => (rate < 11 ? -(rate ** 3) : rate === 12 ? 1 : 2));
    expect(steepestByStep([rates, losses]).learningRate).toBe(11);
  });
});

describe('steepestByRate', () => {
  it('leans to the left', () => {
    expect(steepestByRate(points, {skipBegin: 0}).learningRate).toBe(1e-6);
    expect(steepestByRate(points, {skipBegin: 3}).learningRate).toBe(1e-3);
  });

  it('leaves out what is not finite', () => {
    const broken: Points = [tens, [2, 2, NaN, 1.9, Infinity, 0, 5]];
    expect(steepestByRate(broken, {skipBegin: 1}).learningRate).toBe(1e-5);
    expect(steepestByRate(broken).reason).toBe(none(0, '2 points'));
  });
});

describe('firstFall', () => {
  it('is the rate where the fall begins', () => {
    const descent = {begin: 2, isUnderWay: false, isReal: true};
    expect(firstFall(tens, descent)).toEqual({
      ...{learningRate: 1e-4, method: 'firstFall'},
      reason: 'the loss starts to fall at 1e-4',
    });
    expect(firstFall(tens, {...descent, isUnderWay: true})).toEqual({
      ...{learningRate: undefined, method: 'firstFall'},
      reason: 'the loss falls from the first rate on: begin the range at a lower one',
    });
  });
});

describe('belowDivergence', () => {
  it('lies two orders below the divergence', () => {
    expect(belowDivergence(4, 1e-7)).toEqual({
      ...{learningRate: 0.04, method: 'belowDivergence'},
      reason: 'the loss diverges at 4; two orders below',
    });
  });

  it('is none without a divergence, and below the range', () => {
    expect(belowDivergence(undefined, 1e-7).reason).toBe('the loss does not diverge in this range');
    expect(belowDivergence(5e-6, 1e-7)).toEqual({
      ...{learningRate: undefined, method: 'belowDivergence'},
      reason: 'the loss diverges at 5e-6, less than two orders above the first rate',
    });
  });
});
