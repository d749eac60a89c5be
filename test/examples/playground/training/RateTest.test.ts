import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import type {Settings} from '../../../../examples/playground/settings/Settings';
import {RateTest, type RatePoint} from '../../../../examples/playground/training/RateTest';
import type {RateSuggestion} from '../../../../examples/playground/training/suggested';
import {small} from '../small';

async function toldBy(settings: Partial<Settings>, onPoint?: (points: number, test: RateTest) => void) {
  const told = {points: [] as RatePoint[], suggestions: [] as RateSuggestion[], order: [] as string[]};
  const test: RateTest = new RateTest(
    {...small, ...settings},
    {
      point(point) {
        told.points.push(point);
        onPoint?.(told.points.length, test);
      },
      suggestions(suggestions) {
        told.suggestions.push(...suggestions);
        told.order.push('suggestions');
      },
      ended: (reason) => told.order.push(reason),
    },
  );
  await test.start();
  return told;
}

describe('RateTest', () => {
  it('tells each loss with its rate, then what they suggest, and leaves no tensor', async () => {
    const before = tf.memory().numTensors;
    const {points, suggestions, order} = await toldBy({optimizer: 'momentum', clipping: 'norm'});
    expect(tf.memory().numTensors).toBe(before);
    expect(order).toEqual(['suggestions', 'finished']);
    expect(points.length).toBeGreaterThan(50);
    expect(points[0]!.learningRate).toBe(1e-7);
    expect(points.every(({learningRate}, i) => i === 0 || learningRate > points[i - 1]!.learningRate)).toBe(
      true,
    );
    expect(points.every(({loss, smoothedLoss}) => loss > 0 && smoothedLoss > 0)).toBe(true);

    expect(suggestions.map(({name}) => name)).toEqual([
      ...['recommendation', 'valley', 'slide', 'steepest', 'minimum'],
    ]);
    const [first, second] = suggestions;
    expect(first!.label).toBe('Recommended');
    expect(first!.meaning).toMatch(/^[A-Z].* agree on .* to .*\.$/);
    expect(second).toEqual({
      name: 'valley',
      label: 'Valley',
      meaning: 'Half way down the longest fall of the loss.',
      learningRate: expect.any(Number),
    });
    const tested = points.map(({learningRate}) => learningRate);
    for (const {learningRate} of suggestions) {
      expect(learningRate).toBeGreaterThan(tested[0]!);
      expect(learningRate).toBeLessThan(tested.at(-1)!);
    }
  });

  it('can be stopped, and suggests nothing then where there is too little', async () => {
    const before = tf.memory().numTensors;
    const {points, suggestions, order} = await toldBy({}, (count, test) => {
      if (count === 5) test.stop();
    });
    expect([points.length, suggestions, order]).toEqual([5, [], ['suggestions', 'stopped']]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('tells what went wrong, in one line', async () => {
    const before = tf.memory().numTensors;
    const {order} = await toldBy({}, () => {
      throw new Error('no room\nfor points');
    });
    expect(order).toEqual(['no room']);
    expect(tf.memory().numTensors).toBe(before);
    expect((await toldBy({backend: 'webgl'})).order).toEqual([
      'WebGL cannot be had in this browser; choose another backend.',
    ]);
  });
});
