import {describe, expect, it} from '@jest/globals';
import {drawing, shortened} from '../../../etc/gallery/example.js';

const code = [
  'const half = 50;',
  'const rate = exponentialDecay({',
  '  initialLearningRate: 0.1,',
  '  decaySteps: half,',
  '  decayRate: 0.5,',
  '});',
  'rate(3 * half); // 0.0125',
  'rate(0); // 0.1',
].join('\n');

describe('drawing', () => {
  it('makes the rate, and finds the largest step that is asked of it', () => {
    const {rate, steps} = drawing(code)!;
    expect(rate(50)).toBeCloseTo(0.05, 12);
    expect(steps).toBe(150);
  });

  it('has whole steps, one at least', () => {
    expect(drawing('const rate = constant(1);\nrate(2.5);')?.steps).toBe(3);
    expect(drawing('const rate = constant(1);\nrate(0);')?.steps).toBe(1);
  });

  it('is undefined without a rate, of which nothing is run', () => {
    expect(drawing('const later = fromPlan(explode());')).toBeUndefined();
  });
});

describe('shortened', () => {
  it('ends with the first line after the rate', () => {
    expect(shortened(code)).toBe(code.replace('\nrate(0); // 0.1', ''));
  });

  it('keeps the whole of an example without a rate', () => {
    expect(shortened('sample(rates, 2); // [1, 2]\nsample(rates, 1);')).toBe(
      'sample(rates, 2); // [1, 2]\nsample(rates, 1);',
    );
  });
});
