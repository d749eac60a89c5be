import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {warmupStableDecay} from 'tfjs-callbacks';
import {anyStep, errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {peakLearningRate: 1, warmupSteps: 4, stableSteps: 6, decaySteps: 8, minLearningRate: 0.5};
const ramps = ['linear', 'cosine', '1-sqrt'] as const;

describe('warmupStableDecay', () => {
  itIsPure(warmupStableDecay, {...options, warmupType: '1-sqrt', decayType: '1-sqrt'});

  it.each(ramps)('with %s ramps is exactly low, at the peak, and low again from the end on', (ramp) => {
    const rate = warmupStableDecay({...options, warmupType: ramp, decayType: ramp});
    expect([0, 4, 7.5, 10, 18, 19, 2 ** 31].map(rate)).toEqual([0.5, 1, 1, 1, 0.5, 0.5, 0.5]);
  });

  // A quarter of the way up, a quarter of the way down.
  it.each([
    ['linear', 0.25, 0.75],
    ['cosine', (1 - Math.SQRT1_2) / 2, (1 + Math.SQRT1_2) / 2],
    ['1-sqrt', 1 - Math.sqrt(0.75), 0.5],
  ] as const)('with %s has the values of its formula', (ramp, rising, falling) => {
    const low = {...options, minLearningRate: 0};
    expect(warmupStableDecay({...low, warmupType: ramp})(1)).toBeCloseTo(rising, 14);
    expect(warmupStableDecay({...low, decayType: ramp})(12)).toBeCloseTo(falling, 14);
  });

  it('rises in a line, falls along a cosine and goes down to 0 unless told otherwise', () => {
    const {minLearningRate: _, ...shape} = options;
    expect([0, 1, 10, 12, 14, 18].map(warmupStableDecay(shape))).toEqual([
      0,
      0.25,
      1,
      near((1 + Math.SQRT1_2) / 2),
      near(0.5),
      0,
    ]);
  });

  it.each([
    [{warmupSteps: 0}, [0, 6, 10, 14], [1, 1, 0.75, 0.5]],
    [{stableSteps: 0}, [0, 4, 8, 12], [0.5, 1, 0.75, 0.5]],
    [{decaySteps: 0}, [4, 9.9, 10, 11], [1, 1, 0.5, 0.5]],
    [{warmupSteps: 0, stableSteps: 0, decaySteps: 0}, [0, 1], [0.5, 0.5]],
  ])('leaves out what has no steps: %j', (none, steps, values) => {
    expect(steps.map(warmupStableDecay({...options, ...none}))).toEqual(values.map(near));
  });

  it('never falls before its decay, never rises in it, and stays between its values', () => {
    const ramp = fc.constantFrom(...ramps);
    fc.assert(
      fc.property(ramp, ramp, anyStep, anyStep, (warmupType, decayType, a, b) => {
        const lengths = {warmupSteps: 40, stableSteps: 60, decaySteps: 80};
        const rate = warmupStableDecay({...options, ...lengths, warmupType, decayType});
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        if (late <= 100) expect(rate(early)).toBeLessThanOrEqual(rate(late));
        if (early >= 40) expect(rate(early)).toBeGreaterThanOrEqual(rate(late));
        expect(rate(a)).toBeGreaterThanOrEqual(0.5);
        expect(rate(a)).toBeLessThanOrEqual(1);
      }),
    );
  });

  const {range, type} = errorsOf('warmupStableDecay');
  const oneOfRamps = "must be 'linear' or 'cosine' or '1-sqrt'; got ";

  itRefuses(warmupStableDecay, options, [
    [{peakLearningRate: -1}, range('`peakLearningRate` must be a finite number >= 0; got -1.')],
    [{warmupSteps: -1}, range('`warmupSteps` must be a finite number >= 0; got -1.')],
    [{stableSteps: undefined}, type('`stableSteps` must be a finite number >= 0; got undefined.')],
    [{decaySteps: Infinity}, range('`decaySteps` must be a finite number >= 0; got Infinity.')],
    [{minLearningRate: -1}, range('`minLearningRate` must be a finite number >= 0; got -1.')],
    [{warmupType: 'sqrt'}, range(`\`warmupType\` ${oneOfRamps}"sqrt".`)],
    [{decayType: 1}, type(`\`decayType\` ${oneOfRamps}1.`)],
    [{warmup_type: 'linear'}, type('unknown option `warmup_type`; did you mean `warmupType`?')],
  ]);
});
