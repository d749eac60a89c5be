import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {cosineAnnealingLR} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {initialLearningRate: 0.1, tMax: 10, etaMin: 0.02};

describe('cosineAnnealingLR', () => {
  itIsPure(cosineAnnealingLR, options);

  it('is exactly high at even and low at odd multiples of tMax', () => {
    expect([0, 10, 20, 30, 40].map(cosineAnnealingLR(options))).toEqual([0.1, 0.02, 0.1, 0.02, 0.1]);
  });

  it('has three quarters of its height at a third, half of it at a half', () => {
    expect([10 / 3, 5, 15].map(cosineAnnealingLR(options))).toEqual([near(0.08), near(0.06), near(0.06)]);
  });

  it('goes down to 0 unless told otherwise', () => {
    expect(cosineAnnealingLR({initialLearningRate: 0.1, tMax: 10})(10)).toBe(0);
  });

  it('knows its place in the period as well far away as near', () => {
    const rate = cosineAnnealingLR(options);
    expect(rate(2 ** 31)).toBe(rate(2 ** 31 % 20));
    expect(rate(2 ** 31)).not.toBe(rate(0));
  });

  it('may rise first', () => {
    const rate = cosineAnnealingLR({initialLearningRate: 0, tMax: 4, etaMin: 1});
    expect([0, 2, 4, 8].map(rate)).toEqual([0, near(0.5), 1, 0]);
  });

  it('never rises before tMax, and comes back the way it went', () => {
    const rate = cosineAnnealingLR(options);
    const place = fc.double({min: 0, max: 10, noNaN: true});
    fc.assert(
      fc.property(place, place, fc.nat(1000), (a, b, periods) => {
        expect(rate(Math.min(a, b))).toBeGreaterThanOrEqual(rate(Math.max(a, b)));
        expect(rate(20 * periods + a)).toBeCloseTo(rate(a), 10);
        expect(rate(20 - a)).toBeCloseTo(rate(a), 14);
      }),
    );
  });

  const {range, type} = errorsOf('cosineAnnealingLR');

  itRefuses(cosineAnnealingLR, options, [
    [{initialLearningRate: -1}, range('`initialLearningRate` must be a finite number >= 0; got -1.')],
    [{tMax: 0}, range('`tMax` must be a finite number > 0; got 0.')],
    [{tMax: undefined}, type('`tMax` must be a finite number > 0; got undefined.')],
    [{etaMin: NaN}, range('`etaMin` must be a finite number >= 0; got NaN.')],
    [{eta_min: 0}, type('unknown option `eta_min`; did you mean `etaMin`?')],
  ]);
});
