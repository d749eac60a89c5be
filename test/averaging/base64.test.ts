import {describe, expect, it} from '@jest/globals';
import {fromBase64, toBase64} from '../../src/averaging/base64';

describe('toBase64', () => {
  it.each([
    ['nothing', []],
    ['the numbers that JSON does not have', [NaN, Infinity, -Infinity, -0]],
    ['numbers that no decimal of float32 is short for', [0.1, 1 / 3, 1e-45, 3.4e38]],
    ['more than one piece', Array.from({length: 5000}, (_, i) => Math.sqrt(i))],
  ])('is undone by fromBase64 for %s, bit for bit', (_what, list) => {
    const values = new Float32Array(list);
    const back = fromBase64(toBase64(values));
    expect(new Uint8Array(back!.buffer)).toEqual(new Uint8Array(values.buffer));
  });

  it('takes a part of a buffer', () => {
    const part = new Float32Array([1, 2, 3]).subarray(1, 2);
    expect(fromBase64(toBase64(part))).toEqual(new Float32Array([2]));
  });

  it.each(['$$$', 'AAAA', 'A'])('has no numbers in %s', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  it('gives base64 of the bytes', () => {
    expect(toBase64(new Float32Array([1, -2]))).toBe(
      Buffer.from(new Float32Array([1, -2]).buffer).toString('base64'),
    );
  });
});
