import {describe, expect, it} from '@jest/globals';
import {palette} from '../../src/charts/palette.js';

describe('palette', () => {
  it('holds six different colours', () => {
    expect(new Set(palette).size).toBe(6);
    for (const colour of palette) expect(colour).toMatch(/^#[0-9A-F]{6}$/);
  });
});
