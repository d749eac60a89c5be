import {describe, expect, it} from '@jest/globals';
import {peersIn} from '../../../etc/gallery/peers.js';

const read = (paragraph: string) =>
  peersIn('f', paragraph).map(({library, name, note}) => [library, name, ...(note ? [note] : [])]);

describe('peersIn', () => {
  it('reads the names of each library, and the notes', () => {
    expect(read('Keras: `A`, `B` (steps 1); optax:\n`c`.')).toEqual([
      ['Keras', '`A`'],
      ['Keras', '`B`', 'steps 1'],
      ['optax', '`c`'],
    ]);
  });

  it('is not misled by what stands in a note or in code', () => {
    expect(read('timm: `A` (`f(1, 2)`; b, c: `d`), `B`; books: `C`.')).toEqual([
      ['timm', '`A`', '`f(1, 2)`; b, c: `d`'],
      ['timm', '`B`'],
      ['books', '`C`'],
    ]);
  });

  it('takes words around a name, and names in words', () => {
    expect(read('optax: `end` of `decay` (min); books: the decay of Deep Learning, section 8 (t).')).toEqual([
      ['optax', '`end` of `decay`', 'min'],
      ['books', 'the decay of Deep Learning, section 8', 't'],
    ]);
  });

  it('finds none in a paragraph about something else', () => {
    expect(read('The value is a: `b`.')).toEqual([]);
  });

  it('rejects a library that it does not know', () => {
    expect(() => read('Keras: `A`; kears: `B`.')).toThrow(
      'f: equivalents begin with one of Keras, PyTorch, optax, timm, transformers, books and a colon; got kears: `B`',
    );
  });
});
