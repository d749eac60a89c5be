import {describe, expect, it} from '@jest/globals';
import {crc32} from '../../src/internal/crc32';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('crc32', () => {
  it.each([
    ['', 0],
    ['a', 0xe8b7be43],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is the published one', (text, sum) => {
    expect(crc32(bytes(text))).toBe(sum);
  });

  it('goes on from the bytes before', () => {
    expect(crc32(bytes('6789'), crc32(bytes('12345')))).toBe(0xcbf43926);
  });
});
