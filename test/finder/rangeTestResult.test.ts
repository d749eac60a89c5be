import {describe, expect, it} from '@jest/globals';
import {rangeTestResult} from '../../src/finder/rangeTestResult.js';
import {errorsOf} from '../helpers/schedules';
import {along, bowl, falling, normal, rates} from './curves';

const noise = normal(7);
const noisy = along((rate) => bowl(rate) + 0.2 * noise());
const flatNoise = normal(8);

const noFall = (to: string) => `the loss does not fall by more than its noise from 1e-7 to ${to}`;
const methods = [
  ...['steepest', 'valley', 'slide', 'minimum'],
  ...['steepestByStep', 'steepestByRate', 'firstFall', 'belowDivergence'],
];

/** Every number that the result suggests. */
function suggestedBy({suggestions, recommendation, range}: ReturnType<typeof rangeTestResult>) {
  const rates = [...Object.values(suggestions), recommendation].map(({learningRate}) => learningRate);
  return [...rates, range.baseLr, range.maxLr].filter((rate) => rate !== undefined);
}

describe('rangeTestResult', () => {
  it.each<[string, number[], number, number]>([
    // The smoothed curve lags behind: at 0.01 the loss falls fastest, and from 1 on it rises.
    ['a clean bowl', along(bowl), 0.01, 0.1],
    ['a noisy bowl', noisy, 0.01, 0.1],
    ['a fall without a rise', along((rate) => falling(rate)), 0.01, 0.5],
    ['a late divergence', along((rate) => falling(rate, 0.001) + (rate > 5 ? 1e6 : 0)), 0.001, 0.02],
    ['losses below 0', along((rate) => bowl(rate) - 4), 0.005, 0.1],
  ])('recommends a rate for %s', (_, losses, low, high) => {
    const {recommendation, range} = rangeTestResult(rates, losses);
    expect(recommendation.learningRate).toBeGreaterThan(low);
    expect(recommendation.learningRate).toBeLessThan(high);
    expect(recommendation.agreeing.length).toBeGreaterThanOrEqual(2);
    expect(range.baseLr).toBeLessThan(range.maxLr!);
  });

  it.each<[string, number[], string, string]>([
    ['a flat curve', along(() => 2.3), 'end', noFall('10')],
    ['a flat curve with noise', along(() => 2.3 + 0.2 * flatNoise()), 'end', noFall('10')],
    ['a line up', along((_, step) => 2 + step / 50), 'end', noFall('10')],
    ['a spike in front of a flat curve', along((_, step) => (step === 0 ? 9 : 2.3)), 'end', noFall('10')],
    ['an early explosion', along((rate) => (rate > 1e-5 ? 1e9 : 2)), 'diverged', noFall('1e-5')],
    [
      'NaN at step 0',
      along(() => NaN),
      'nan',
      'the first loss is NaN, before any update; look at the data and the model, not at the rate',
    ],
    ['NaN at step 1', along((_, step) => (step === 0 ? 2 : NaN)), 'nan', 'needs 3 finite losses; there is 1'],
    [
      'infinity at step 2',
      along((_, step) => (step < 2 ? 2 : Infinity)),
      'infinite',
      'needs 3 finite losses; there are 2',
    ],
    ['two losses', [3, 2], 'end', 'needs 3 finite losses; there are 2'],
    ['no loss', [], 'end', 'no loss was recorded'],
  ])('has no suggestion for %s, and says why', (_, losses, stopReason, reason) => {
    const result = rangeTestResult(rates.slice(0, losses.length), losses);
    expect(result.stopReason).toBe(stopReason);
    expect(Object.values(result.suggestions)).toEqual(
      methods.map((method) => ({learningRate: undefined, method, reason})),
    );
    expect(result.recommendation).toMatchObject({learningRate: undefined, reason, agreeing: []});
    expect(result.range).toEqual({baseLr: undefined, maxLr: undefined, reason});
  });

  it('does not count what a spike at the start makes steep', () => {
    const {recommendation, suggestions, range} = rangeTestResult(
      rates,
      along((rate, step) => (step === 0 ? 50 : bowl(rate))),
    );
    expect(suggestions.steepest.learningRate).toBeLessThan(1e-5);
    expect(recommendation.agreeing).not.toContain('steepest');
    expect(recommendation.learningRate).toBeGreaterThan(0.01);
    expect(recommendation.learningRate).toBeLessThan(0.1);
    expect(range.maxLr).toBeGreaterThan(0.01);
  });

  it('ends where the stopping rule does, that loss included', () => {
    const {learningRates, losses, smoothedLosses, stopReason, stopStep} = rangeTestResult(
      [1, 2, 3, 4, 5],
      [1, 2, 9, 1, 1],
      {beta: 0},
    );
    expect({learningRates, losses, smoothedLosses, stopReason, stopStep}).toEqual({
      ...{learningRates: [1, 2, 3], losses: [1, 2, 9], smoothedLosses: [1, 2, 9]},
      ...{stopReason: 'diverged', stopStep: 2},
    });
    expect(rangeTestResult([1, 2, 3], [1, NaN, 1])).toMatchObject({
      ...{losses: [1, NaN], smoothedLosses: [1, NaN]},
      ...{stopReason: 'nan', stopStep: 1},
    });
    expect(rangeTestResult([], []).stopStep).toBeUndefined();
  });

  it('says why else it ended, unless a loss was the reason', () => {
    expect(rangeTestResult([1, 2], [1, 1], {stopReason: 'aborted'}).stopReason).toBe('aborted');
    expect(rangeTestResult([1, 2], [1, NaN], {stopReason: 'stopped'}).stopReason).toBe('nan');
  });

  it('reads the part before the first NaN when that ends nothing', () => {
    const losses = along((rate) => (rate > 1 ? NaN : bowl(rate)));
    const going = rangeTestResult(rates, losses, {terminateOnNaN: false});
    expect(going.losses).toHaveLength(100);
    expect(going.stopReason).toBe('end');
    expect(going.suggestions).toEqual(rangeTestResult(rates, losses, {steps: 100}).suggestions);
    expect(going.suggestions.belowDivergence.learningRate).toBeCloseTo(0.011, 3);
  });

  it("leaves out a tenth of the steps asked for in fastai's methods", () => {
    const [some, losses] = [rates.slice(0, 80), along(bowl).slice(0, 80)];
    const of = (steps: number) => rangeTestResult(some, losses, {steps}).suggestions;
    expect(of(80)).toEqual(rangeTestResult(some, losses).suggestions);
    expect(of(800).valley).toEqual({
      ...{learningRate: undefined, method: 'valley'},
      reason: 'needs 1 point between the ends that are left out; there are none',
    });
  });

  it('is a frozen copy that structuredClone copies in full', () => {
    const [given, losses] = [[...rates], along((rate) => (rate > 5 ? NaN : bowl(rate)))];
    const result = rangeTestResult(given, losses);
    expect(structuredClone(result)).toEqual(result);
    given.fill(1);
    expect(result.learningRates[0]).toBe(1e-7);
    for (const part of [
      ...[result, result.learningRates, result.losses, result.smoothedLosses, result.range],
      ...[result.suggestions, result.suggestions.valley],
      ...[result.recommendation, result.recommendation.agreeing],
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('never suggests what is no positive number, whatever the curve', () => {
    const draw = normal(5);
    for (let i = 0; i < 300; i += 1) {
      const length = i % 60;
      const losses = Array.from({length}, () => [draw(), 10 ** (9 * draw()), NaN, -Infinity][i % 4] ?? 0);
      if (i % 3 === 0) losses.sort((a, b) => b - a);
      const result = rangeTestResult(rates.slice(0, length), losses, {terminateOnNaN: i % 5 > 0});
      expect(suggestedBy(result).every((rate) => rate > 0 && rate < 100)).toBe(true);
    }
  });

  const {range, type} = errorsOf('rangeTestResult');

  it.each<[unknown[], Error]>([
    [
      [
        [1, 1],
        [1, 2],
      ],
      range('`learningRates` must be an array of finite numbers > 0 in rising order; got [1, 1].'),
    ],
    [[[0], [1]], range('`learningRates` must be an array of finite numbers > 0 in rising order; got [0].')],
    [
      [undefined],
      type('`learningRates` must be an array of finite numbers > 0 in rising order; got undefined.'),
    ],
    [[[1], []], range('`losses` must be an array of as many numbers as there are rates; got [].')],
    [[[1], ['1']], type('`losses` must be an array of as many numbers as there are rates; got ["1"].')],
    [
      [[1], [1], {stopReason: 'nan'}],
      range("`stopReason` must be 'end' or 'aborted' or 'stopped'; got \"nan\"."),
    ],
    [[[1], [1], {beta: 2}], range('`beta` must be a number >= 0 and < 1; got 2.')],
    [[[1], [1], {stopfactor: 2}], type('unknown option `stopfactor`; did you mean `stopFactor`?')],
  ])('refuses %j', (args, error) => {
    const read = () => rangeTestResult(...(args as Parameters<typeof rangeTestResult>));
    expect(read).toThrow(error);
    expect(read).toThrow(error.constructor);
  });
});
