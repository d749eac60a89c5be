import {describe, expect, it} from '@jest/globals';
import {fall} from '../../src/finder/fall.js';
import {along, bowl, falling, normal, rates} from './curves';

describe('fall', () => {
  it.each<[string, number[]]>([
    ['a bowl', along(bowl)],
    ['a fall without a rise', along((rate) => falling(rate))],
    ['a line down', along((_, step) => 3 - step / 50)],
    ['three losses that fall', [3, 2, 1]],
    ['losses below 0', along((rate) => bowl(rate) - 5)],
    ['a fall after a spike', along((rate, step) => (step === 0 ? 50 : bowl(rate)))],
  ])('is real in %s', (_, losses) => {
    expect(fall(losses).isReal).toBe(true);
  });

  it.each<[string, number[]]>([
    ['a flat curve', along(() => 2.3)],
    ['a line up', along((_, step) => 2 + step / 50)],
    ['a spike in front of a flat curve', along((_, step) => (step === 0 ? 50 : 2.3))],
    ['one low loss', along((_, step) => (step === 50 ? 0 : 2.3))],
    ['an explosion', along((rate) => (rate > 1e-4 ? 1e9 : 2 + rate))],
    ['a thousandth', along((_, step) => (step < 50 ? 1 : 0.9991))],
    ['two losses', [3, 2]],
    ['one loss', [3]],
    ['none', []],
  ])('is not real in %s', (_, losses) => {
    expect(fall(losses).isReal).toBe(false);
  });

  it('takes noise for a fall in 1 of 200 flat curves or fewer, and finds each real one', () => {
    const noise = normal(1);
    const curves = Array.from({length: 1000}, () => along(() => 2.3 + 0.3 * noise()));
    expect(curves.filter((losses) => fall(losses).isReal).length).toBeLessThanOrEqual(5);
    const real = curves.map((losses) => losses.map((loss, i) => loss - 2.3 + bowl(rates[i]!)));
    expect(real.every((losses) => fall(losses).isReal)).toBe(true);
  });

  it('begins where less than a tenth of it is done', () => {
    const {begin, isUnderWay} = fall(along(bowl));
    expect(isUnderWay).toBe(false);
    expect(bowl(rates[begin]!)).toBeGreaterThan(2);
    expect(bowl(rates[begin + 3]!)).toBeLessThan(2.15);
  });

  it('is under way when it begins with the first loss', () => {
    expect(fall(along((_, step) => Math.exp(-step))).isUnderWay).toBe(true);
  });
});
