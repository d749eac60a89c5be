import {describe, expect, it} from '@jest/globals';
import {finderXDomain, finderYDomain, heightAt} from '../../src/charts/finderScales.js';
import {along, bowl} from '../finder/curves';

describe('finderXDomain', () => {
  it('holds all rates, and has room around one alone', () => {
    expect(finderXDomain([1e-3, NaN, 1e-5, 1])).toEqual([1e-5, 1]);
    expect(finderXDomain([1e-3])).toEqual([1e-4, 1e-2]);
    expect(finderXDomain([])).toEqual([1e-7, 10]);
  });
});

describe('finderYDomain', () => {
  const ends = (losses: number[]) => finderYDomain(losses, losses, 'linear');

  it('shows the fall, whatever is behind it', () => {
    const [low, high] = ends(along((rate) => (rate > 5 ? 1e6 : bowl(rate))));
    expect(low).toBeGreaterThan(-0.5);
    expect(high).toBeGreaterThan(2.3);
    expect(high).toBeLessThan(3.5);
  });

  it('shows the fall, whatever spike is in front of it', () => {
    expect(ends(along((rate, step) => (step === 0 ? 50 : bowl(rate))))[1]).toBeLessThan(3.5);
  });

  it('shows a curve that only rises as a whole', () => {
    expect(ends(along((_, step) => 1 + step / 10))[1]).toBeGreaterThan(10);
  });

  it('shows losses that are all the same, and none', () => {
    const [low, high] = ends([2, 2, 2]);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(2);
    expect(ends([])).toEqual([0, 1]);
    expect(finderYDomain([0, NaN], [0, NaN], 'log')).toEqual([0.1, 1]);
  });

  it('has positive ends on a log axis', () => {
    const [low, high] = finderYDomain([1, 0.1, 0], [1, 0.1, 0], 'log');
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(1);
  });
});

describe('heightAt', () => {
  it('goes in lines over the logarithm of the rate, and ends with the ends', () => {
    const at = (rate: number) => heightAt(rate, [0.01, 0.1, 1], [4, 2, 3]);
    expect([0.001, 0.01, 0.1, 1, 10].map(at)).toEqual([4, 4, 2, 3, 3]);
    expect(at(10 ** -1.5)).toBeCloseTo(3, 12);
  });
});
