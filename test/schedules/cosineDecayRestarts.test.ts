import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {cosineDecay, cosineDecayRestarts, repeat} from 'tfjs-callbacks';
import {errorsOf, floatBelow, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {initialLearningRate: 1, firstDecaySteps: 10};

describe('cosineDecayRestarts', () => {
  itIsPure(cosineDecayRestarts, {...options, tMul: 1.5, mMul: 0.8, alpha: 0.1});

  it.each([
    [1, [10, 20, 30, 40]],
    [1.5, [10, 25, 47.5, 81.25]],
    [2, [10, 30, 70, 150]],
    [3, [10, 40, 130, 400]],
  ])('with tMul %d restarts at exactly %j', (tMul, restarts) => {
    const rate = cosineDecayRestarts({...options, tMul, mMul: 0.5});
    expect([0, ...restarts].map(rate)).toEqual([1, 0.5, 0.25, 0.125, 0.0625]);
    expect(restarts.map(floatBelow).map(rate)).toEqual(Array(4).fill(near(0)));
  });

  it('has each period twice as long as the one before, and as high, unless told otherwise', () => {
    const rate = cosineDecayRestarts(options);
    expect([5, 10, 20, 30, 50].map(rate)).toEqual([near(0.5), 1, near(0.5), 1, near(0.5)]);
  });

  it('measures the height of a period above the floor', () => {
    const rate = cosineDecayRestarts({
      initialLearningRate: 2,
      firstDecaySteps: 10,
      tMul: 1,
      mMul: 0.5,
      alpha: 0.25,
    });
    const middles = [5, 15, 25].map(rate);
    expect([0, 10, 20].map(rate)).toEqual([2, 1.25, 0.875]);
    expect(middles).toEqual([near(1.25), near(0.875), near(0.6875)]);
    expect(rate(floatBelow(10))).toBeCloseTo(0.5, 14);
  });

  it('is as exact far away', () => {
    const far = {initialLearningRate: 1, firstDecaySteps: 1};
    expect(cosineDecayRestarts({...far, tMul: 1})(2 ** 31)).toBe(1);
    // The restarts are at 2^k − 1.
    const rate = cosineDecayRestarts({...far, tMul: 2});
    expect([2 ** 31 - 1, 2 ** 31 - 2].map(rate)).toEqual([1, near(0)]);
  });

  it('is cosineDecay repeated', () => {
    const periods = {tMul: 1.5, mMul: 0.8, alpha: 0.1};
    const repeated = repeat(cosineDecay({initialLearningRate: 1, decaySteps: 10, alpha: 0.1}), {
      steps: 10,
      lengthFactor: 1.5,
      heightFactor: 0.8,
      floor: 0.1,
    });
    const steps = [0, 3.5, 10, 24, 25, 1000, 2 ** 31];
    expect(steps.map(cosineDecayRestarts({...options, ...periods}))).toEqual(steps.map(repeated).map(near));
  });

  /** firstDecaySteps · (1 + tMul + … + tMul^(cycle − 1)) in whole numbers, when a float can hold it. */
  function restart(firstDecaySteps: number, halves: number, cycle: number): number | undefined {
    let sum = 0n;
    for (let i = 0; i < cycle; i++) sum = sum * 2n + BigInt(halves) ** BigInt(i);
    const numerator = sum * BigInt(firstDecaySteps);
    return numerator < 2n ** 53n ? Number(numerator) / 2 ** (cycle - 1) : undefined;
  }

  it('has its peak at each restart and is at the floor one float before, come from wherever', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 10_000}),
        fc.integer({min: 2, max: 10}),
        fc.integer({min: 1, max: 40}),
        fc.array(fc.double({min: 0, max: 2 ** 31, noNaN: true}), {maxLength: 3}),
        (firstDecaySteps, halves, cycle, before) => {
          const step = restart(firstDecaySteps, halves, cycle);
          fc.pre(step !== undefined);
          const rate = cosineDecayRestarts({...options, firstDecaySteps, tMul: halves / 2, mMul: 0.5});
          before.map(rate);
          expect(rate(floatBelow(step))).toBeCloseTo(0, 12);
          expect(rate(step)).toBe(0.5 ** cycle);
        },
      ),
      {numRuns: 1000},
    );
  });

  const {range, type} = errorsOf('cosineDecayRestarts');

  itRefuses(cosineDecayRestarts, options, [
    [{initialLearningRate: -1}, range('`initialLearningRate` must be a finite number >= 0; got -1.')],
    [{firstDecaySteps: 0}, range('`firstDecaySteps` must be a finite number > 0; got 0.')],
    [{firstDecaySteps: undefined}, type('`firstDecaySteps` must be a finite number > 0; got undefined.')],
    [{tMul: 0.9}, range('`tMul` must be a finite number >= 1; got 0.9.')],
    [{tMul: '2'}, type('`tMul` must be a finite number >= 1; got "2".')],
    [{mMul: -1}, range('`mMul` must be a finite number >= 0; got -1.')],
    [{alpha: NaN}, range('`alpha` must be a finite number >= 0; got NaN.')],
    [{first_decay_steps: 1}, type('unknown option `first_decay_steps`; did you mean `firstDecaySteps`?')],
  ]);
});
