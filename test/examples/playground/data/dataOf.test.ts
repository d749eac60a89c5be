import {describe, expect, it} from '@jest/globals';
import {dataOf} from '../../../../examples/playground/data/dataOf';
import {defaults} from '../../../../examples/playground/settings/defaults';

const names = ['blobs', 'moons', 'spirals', 'xor'] as const;

describe('dataOf', () => {
  it.each([
    ['blobs', 3, [0, 0.6]],
    ['moons', 2, [-0.5924631883143895, 0.4475777168664197]],
    ['spirals', 3, [-0.4375927212261813, -0.4491484579675527]],
    ['xor', 2, [0.2541478811763227, 0.002735721180215478]],
  ] as const)('makes %s of %i classes, the same in each run', (data, numClasses, [x, y]) => {
    const made = dataOf({...defaults, data, noise: 0, seed: 1});
    expect(made.numClasses).toBe(numClasses);
    expect(made.training[0]).toEqual({x: expect.closeTo(x, 12), y: expect.closeTo(y, 12), label: 0});
    expect(dataOf({...defaults, data, noise: 0, seed: 1})).toEqual(made);
  });

  it.each(names)('divides the %s in five, each class evenly in both parts', (data) => {
    const {training, validation, numClasses} = dataOf({...defaults, data, points: 500});
    expect([training.length, validation.length]).toEqual([400, 100]);
    for (const part of [training, validation]) {
      const counts = Array.from(
        {length: numClasses},
        (_, label) => part.filter((one) => one.label === label).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it.each(names)('keeps the %s without noise between -1 and 1', (data) => {
    const {training, validation, extent} = dataOf({...defaults, data, noise: 0, points: 2000});
    const coordinates = [...training, ...validation].flatMap(({x, y}) => [x, y]);
    expect(Math.max(...coordinates.map(Math.abs))).toBeLessThanOrEqual(1);
    expect(extent).toBe(1);
  });

  it('adds noise of the deviation it is told', () => {
    const at = (noise: number) => dataOf({...defaults, data: 'xor', points: 2000, noise}).training;
    const [clean, noisy] = [at(0), at(0.2)];
    const added = clean.flatMap(({x, y}, i) => [noisy[i]!.x - x, noisy[i]!.y - y]);
    const mean = added.reduce((sum, one) => sum + one, 0) / added.length;
    const variance = added.reduce((sum, one) => sum + (one - mean) ** 2, 0) / added.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(0.2, 2);
  });

  it('says how far the points reach', () => {
    const {training, validation, extent} = dataOf({...defaults, noise: 0.5});
    const coordinates = [...training, ...validation].flatMap(({x, y}) => [x, y]);
    expect(extent).toBe(Math.max(...coordinates.map(Math.abs)));
    expect(extent).toBeGreaterThan(1);
  });

  it('makes other points of another seed', () => {
    expect(dataOf({...defaults, seed: 2}).training[0]).not.toEqual(
      dataOf({...defaults, seed: 1}).training[0],
    );
  });

  it('puts the classes where they belong', () => {
    const all = (data: (typeof names)[number]) => dataOf({...defaults, data, noise: 0, points: 200}).training;
    for (const {x, y, label} of all('xor')) expect(x < 0 === y < 0).toBe(label === 0);
    for (const {x, y, label} of all('moons')) {
      const [fromX, fromY] = label === 0 ? [-0.5, -0.25] : [0.5, 0.25];
      expect(Math.hypot(x * 1.5 - fromX, y * 1.5 - fromY)).toBeCloseTo(1, 9);
      expect(y * 1.5 < fromY).toBe(label === 1);
    }
    for (const {x, y, label} of all('spirals')) {
      const turn = Math.atan2(y, x) / (2 * Math.PI) - Math.hypot(x, y) - label / 3;
      expect(turn - Math.round(turn)).toBeCloseTo(0, 9);
    }
  });
});
