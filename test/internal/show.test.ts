import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {show} from '../../src/internal/show';

describe('show', () => {
  it.each([
    [NaN, 'NaN'],
    [-0.5, '-0.5'],
    ['0.1', '"0.1"'],
    ['a\nb', '"a\\nb"'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, '2'], '[1, "2"]'],
    [{a: 1, b: 2}, '{a, b}'],
    [Object.create(null), '{}'],
    [new Map(), 'an instance of Map'],
    [() => 0, 'a function'],
  ])('shows %p as %s', (value, shown) => expect(show(value)).toBe(shown));

  it('names the class of an optimizer', () => {
    expect(show(tf.train.sgd(0.1))).toBe('an instance of SGDOptimizer');
  });

  it.each(['x'.repeat(1000), Array(1000).fill(1), {['k'.repeat(100)]: 1}])(
    'keeps long values short',
    (value) => {
      expect(show(value)).toMatch(/^.{60}…$/);
    },
  );
});
