import {describe, expect, it} from '@jest/globals';
import {agreement} from '../helpers/agreement';
import {backend} from '../helpers/backend';
import {shortTraining, shortTrainings} from '../helpers/shortTraining';
import onCpu from './data/shortTrainings.json';

describe('a short training with a schedule and clipped gradients', () => {
  it.each(Object.keys(shortTrainings))('by %s agrees with the one on cpu in Node', async (name) => {
    const got = await shortTraining(name);
    const want = (onCpu as Record<string, number[]>)[name.split(',')[0]!]!;
    expect(got).toHaveLength(want.length);
    const largest = Math.max(...got.map((value, i) => Math.abs(value - want[i]!)));
    expect(largest).toBeLessThanOrEqual(agreement[name]![backend]);
  });
});
