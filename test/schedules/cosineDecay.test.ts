import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {cosineDecay} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {initialLearningRate: 0.1, decaySteps: 10, alpha: 0.5};
const unit = {initialLearningRate: 1, decaySteps: 8};

describe('cosineDecay', () => {
  itIsPure(cosineDecay, options);
  itIsPure(cosineDecay, {...options, warmupTarget: 0.2, warmupSteps: 5, exponent: 2, kDecay: 0.5});

  it('begins and ends exactly, and stays at the end', () => {
    expect([0, 10, 11, 2 ** 31].map(cosineDecay(options))).toEqual([0.1, 0.05, 0.05, 0.05]);
  });

  it('has three quarters of its height at a third of the way', () => {
    expect(cosineDecay(options)(10 / 3)).toBeCloseTo(0.0875, 14);
  });

  it('ends at 0 unless told otherwise', () => {
    expect([4, 8, 9].map(cosineDecay(unit))).toEqual([near(0.5), 0, 0]);
  });

  it.each([
    // cos² of 22.5° is (2 + √2) / 4.
    [{exponent: 2}, 4, 0.25],
    [{exponent: 0.5}, 4, Math.SQRT1_2],
    [{kDecay: 2}, 4, (2 + Math.SQRT2) / 4],
    [{kDecay: 0.5}, 2, 0.5],
    [{exponent: 2, kDecay: 0.5}, 2, 0.25],
  ])('with %j is at step %d what the formula says, and ends where it ends', (powers, step, value) => {
    const rate = cosineDecay({...unit, ...powers});
    expect([0, step, 8, 9].map(rate)).toEqual([1, near(value), 0, 0]);
  });

  describe('with a warm-up, as in Keras', () => {
    const warm = {initialLearningRate: 0.02, decaySteps: 100, warmupTarget: 0.1, warmupSteps: 10};

    it('rises in a line to the target, and falls from there in decaySteps', () => {
      expect([0, 5, 10, 60, 110, 111, 2 ** 31].map(cosineDecay(warm))).toEqual([
        0.02,
        near(0.06),
        0.1,
        near(0.05),
        0,
        0,
        0,
      ]);
    });

    it('ends at alpha times the target', () => {
      expect(cosineDecay({...warm, alpha: 0.5})(110)).toBe(0.05);
    });

    it('bends only the fall by exponent and kDecay', () => {
      const rate = cosineDecay({...warm, exponent: 2, kDecay: 0.5});
      expect([5, 35].map(rate)).toEqual([near(0.06), near(0.025)]);
    });

    it('begins at the target when it has no steps', () => {
      const {warmupSteps: _, ...none} = warm;
      expect([0, 50, 100].map(cosineDecay(none))).toEqual([0.1, near(0.05), 0]);
    });

    it('takes 0 for a target', () => {
      expect([0, 5, 10, 50].map(cosineDecay({...warm, warmupTarget: 0}))).toEqual([0.02, near(0.01), 0, 0]);
    });

    it('does without when there is no target, whatever warmupSteps', () => {
      const steps = [0, 3, 7.5, 10, 20];
      expect(steps.map(cosineDecay({...options, warmupSteps: 5}))).toEqual(steps.map(cosineDecay(options)));
    });
  });

  it('never rises, and the second half is the first one upside down', () => {
    const part = fc.double({min: 0, max: 1, noNaN: true});
    const powers = fc.record({exponent: fc.constantFrom(1, 0.5, 3), kDecay: fc.constantFrom(1, 0.5, 3)});
    fc.assert(
      fc.property(powers, part, part, (powers, a, b) => {
        const bent = cosineDecay({...unit, ...powers});
        expect(bent(8 * Math.min(a, b))).toBeGreaterThanOrEqual(bent(8 * Math.max(a, b)));
        const rate = cosineDecay(unit);
        expect(rate(8 * a) + rate(8 * (1 - a))).toBeCloseTo(1, 14);
      }),
    );
  });

  const {range, type} = errorsOf('cosineDecay');

  itRefuses(cosineDecay, options, [
    [{initialLearningRate: NaN}, range('`initialLearningRate` must be a finite number >= 0; got NaN.')],
    [{decaySteps: 0}, range('`decaySteps` must be a finite number > 0; got 0.')],
    [{decaySteps: '10'}, type('`decaySteps` must be a finite number > 0; got "10".')],
    [{alpha: -1}, range('`alpha` must be a finite number >= 0; got -1.')],
    [{warmupTarget: -1}, range('`warmupTarget` must be a finite number >= 0; got -1.')],
    [{warmupTarget: null}, type('`warmupTarget` must be a finite number >= 0; got null.')],
    [{warmupSteps: -1}, range('`warmupSteps` must be a finite number >= 0; got -1.')],
    [{exponent: 0}, range('`exponent` must be a finite number > 0; got 0.')],
    [{kDecay: 0}, range('`kDecay` must be a finite number > 0; got 0.')],
    [{warmup_target: 1}, type('unknown option `warmup_target`; did you mean `warmupTarget`?')],
    [undefined, type('`options` must be an object; got undefined.')],
  ]);
});
