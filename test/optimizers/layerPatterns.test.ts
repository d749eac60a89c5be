import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  checkAllMatch,
  decodePattern,
  encodePattern,
  matches,
  type LayerPattern,
} from '../../src/optimizers/layerPatterns';

describe('matches', () => {
  it.each<[LayerPattern, string]>([
    ['head', 'head/kernel'],
    ['head', 'head/kernel_1'],
    ['dense_1', 'dense_1/bias'],
    ['lstm', 'lstm/cell/kernel'],
    ['head/kernel', 'head/kernel'],
    ['head/kernel', 'head/kernel_12'],
    ['weight', 'weight'],
    [/^head/, 'head/kernel'],
    [/kernel$/, 'head/kernel_1'],
    [/kernel_1$/, 'head/kernel_1'],
    [/HEAD/i, 'head/kernel'],
  ])('finds %s in %s', (pattern, name) => expect(matches(pattern, name)).toBe(true));

  it.each<[LayerPattern, string]>([
    ['head', 'head2/kernel'],
    ['head', 'the_head/kernel'],
    ['dense', 'dense_1/kernel'],
    ['kernel', 'head/kernel'],
    ['.*', 'head/kernel'],
    [/^kernel/, 'head/kernel'],
  ])('does not find %s in %s', (pattern, name) => expect(matches(pattern, name)).toBe(false));

  it.each(['g', 'y', 'gy'])('forgets where an expression with the flags %s was', (flags) => {
    const pattern = new RegExp('head', flags);
    expect([1, 2, 3].map(() => matches(pattern, 'head/kernel'))).toEqual([true, true, true]);
    expect(pattern.lastIndex).toBe(0);
  });
});

describe('encodePattern', () => {
  it.each<[LayerPattern]>([['my_dense_1'], [/^block[12]_conv\/(kernel|bias)_x$/i], [/a/], ['Ä_b c']])(
    'is undone by decodePattern for %s',
    (pattern) => {
      const text = JSON.stringify(encodePattern(pattern));
      expect(decodePattern(JSON.parse(text))).toEqual(pattern);
    },
  );
});

describe('checkAllMatch', () => {
  const names = ['first/kernel', 'first/bias', 'second/kernel'];
  const check = (...patterns: LayerPattern[]) => checkAllMatch('owner', 'layers', patterns, names);

  it('lets patterns pass that all mean something', () => check('first', /second/));

  it('lets a layer pass that is not trained', () => {
    const frozen = tf.variable(tf.scalar(0), false, 'frozen/kernel');
    check('frozen');
    expect(() => checkAllMatch('owner', 'layers', ['frozen'], names, names)).toThrow(TypeError);
    frozen.dispose();
  });

  it('lets none pass that only means slots of an optimizer, which nobody named', () => {
    const slot = tf.zeros([1]).variable(false);
    expect(slot.name).toMatch(/^\d+$/);
    for (const pattern of [/^\d+$/, slot.name]) expect(() => check(pattern)).toThrow(TypeError);
    checkAllMatch('owner', 'layers', [/^\d+$/], [slot.name]);
    slot.dispose();
  });

  it('lets none pass that is a model within the model, whose layers have weights of their own name', () => {
    const inner = tf.sequential({
      name: 'inside',
      layers: [tf.layers.dense({units: 1, inputShape: [1], name: 'within'})],
    });
    const model = tf.sequential({layers: [inner]});
    const trained = model.trainableWeights.map(({name}) => name);
    checkAllMatch('owner', 'layers', ['within'], trained);
    expect(() => checkAllMatch('owner', 'layers', ['inside'], trained)).toThrow(
      new TypeError('owner: `layers` must name layers that are trained; got "inside"; there are within.'),
    );
    model.dispose();
  });

  it.each<[LayerPattern, string]>([
    ['firsts', 'got "firsts"; did you mean "first"?'],
    ['head', 'got "head"; there are first, second.'],
    [/^head_/, 'got /^head_/; there are first, second.'],
  ])('names %s, which means nothing, and what there is', (pattern, rest) => {
    expect(() => check('first', pattern)).toThrow(
      new TypeError(`owner: \`layers\` must name layers that are trained; ${rest}`),
    );
  });
});
