import {describe, expect, it} from '@jest/globals';
import {fromJSONNumber, toJSONNumber} from '../../src/internal/JSONNumber';

describe('toJSONNumber', () => {
  it.each([0, -1.5, 1e300, Infinity, -Infinity])('lets %p through JSON and back', (value) => {
    expect(fromJSONNumber(JSON.parse(JSON.stringify(toJSONNumber(value))))).toBe(value);
  });
});
