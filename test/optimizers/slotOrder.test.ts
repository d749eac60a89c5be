import {describe, expect, it} from '@jest/globals';
import {inPlaces, placesOf} from '../../src/optimizers/slotOrder.js';

const gradients = (names: string) => names.split(' ').map((name) => ({name, tensor: null}));
const places = (order: string, given: string, {seen = '', misfit = -1} = {}) =>
  placesOf(gradients(given), order.split(' '), new Set(seen.split(' ')), (i) => i !== misfit).join(' ');

describe('placesOf', () => {
  it.each([
    ['in the same order', 'a b', 'a b', 'a b'],
    ['in another', 'a b', 'b a', 'a b'],
    ['when one is missing', 'a b', 'b', 'a b'],
    ['behind them, when they are new', 'a b', 'c b', 'a b c'],
    ['under the number that loading gave', 'd/w d/b', 'd/w_1 d/b_12', 'd/w_1 d/b_12'],
    ['under none where one was saved', 'd/w_3', 'd/w', 'd/w'],
    ['under another number', 'd/w_3 d/b_3', 'd/b_4 d/w_4', 'd/w_4 d/b_4'],
    ['whose own names end in numbers', 'd/w d/w_1', 'd/w_1_1 d/w_2', 'd/w_2 d/w_1_1'],
    [
      'in layers that tfjs numbers',
      'dense_Dense1/w dense_Dense2/w',
      'dense_Dense5/w dense_Dense6/w_1',
      'dense_Dense5/w dense_Dense6/w_1',
    ],
  ])('knows variables %s', (_which, order, given, expected) => {
    expect(places(order, given)).toBe(expected);
  });

  it('takes no place from a variable that was trained', () => {
    expect(places('d/w d/b', 'd/w_1 d/b_1', {seen: 'd/w'})).toBe('d/w d/b_1 d/w_1');
  });

  it('takes no place whose slots have another shape', () => {
    expect(places('d/w e/w', 'd/w_1 e/w_1', {misfit: 0})).toBe('d/w e/w_1 d/w_1');
  });

  it('leaves the list as it is', () => {
    const order = Object.freeze(['a', 'b']) as string[];
    expect(placesOf(gradients('a'), order, new Set(), () => true)).toBe(order);
    expect(placesOf(gradients('c'), order, new Set(['a', 'b']), () => true)).toEqual(['a', 'b', 'c']);
  });
});

describe('inPlaces', () => {
  it('has no gradient for a variable that is missing', () => {
    expect(inPlaces(gradients('c a'), ['a', 'b', 'c'])).toEqual([
      {name: 'a', tensor: null},
      {name: 'b', tensor: undefined},
      {name: 'c', tensor: null},
    ]);
  });
});
