import {describe, expect, it} from '@jest/globals';
import {significant} from '../../src/internal/significant';

describe('significant', () => {
  it.each([
    [0, '0'],
    [0.1, '0.1'],
    [0.12345, '0.1235'],
    [0.001, '0.001'],
    [0.0009, '9e-4'],
    [0.00099999, '0.001'],
    [1e-4, '1e-4'],
    [1.23456e-7, '1.235e-7'],
    [12.3456, '12.35'],
    [100, '100'],
    [123456, '123500'],
    [999999, '1e6'],
    [1234567, '1.235e6'],
    [-0.00012346, '-1.235e-4'],
    [-5, '-5'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
  ])('shows %d as %s', (value, text) => {
    expect(significant(value, 4)).toBe(text);
  });

  it('has as many digits as it is told', () => {
    expect(significant(1 / 3, 2)).toBe('0.33');
    expect(significant(1 / 3, 17)).toBe(String(1 / 3));
  });
});
