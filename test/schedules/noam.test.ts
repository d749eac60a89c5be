import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {noam} from 'tfjs-callbacks';
import {anyStep, errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {modelSize: 100, warmupSteps: 25};

describe('noam', () => {
  itIsPure(noam, options);

  it('rises in a line to 1 / √(modelSize · warmupSteps) and falls with the square root of the step', () => {
    expect([0, 0.5, 4, 24, 99, 399, 2 ** 20 - 1].map(noam(options))).toEqual([
      near(0.0008),
      near(0.0012),
      near(0.004),
      near(0.02),
      near(0.01),
      near(0.005),
      near(0.1 / 1024),
    ]);
  });

  it('is that of the paper unless told otherwise', () => {
    const peak = 1 / Math.sqrt(512 * 4000);
    expect([1999, 3999, 15_999].map(noam())).toEqual([near(peak / 2), near(peak), near(peak / 2)]);
    expect([0, 7].map(noam({}))).toEqual([0, 7].map(noam()));
  });

  it('is multiplied by the factor', () => {
    expect([4, 399].map(noam({...options, factor: 2}))).toEqual([near(0.008), near(0.01)]);
  });

  it('is highest at the end of the warm-up', () => {
    const rate = noam(options);
    fc.assert(
      fc.property(anyStep, anyStep, (a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        if (late <= 24) expect(rate(early)).toBeLessThanOrEqual(rate(late));
        if (early >= 24) expect(rate(early)).toBeGreaterThanOrEqual(rate(late));
        expect(rate(a)).toBeLessThanOrEqual(rate(24));
      }),
    );
  });

  const {range, type} = errorsOf('noam');

  itRefuses(noam, options, [
    [{modelSize: 0}, range('`modelSize` must be a finite number > 0; got 0.')],
    [{warmupSteps: 0}, range('`warmupSteps` must be a finite number > 0; got 0.')],
    [{warmupSteps: '25'}, type('`warmupSteps` must be a finite number > 0; got "25".')],
    [{factor: NaN}, range('`factor` must be a finite number > 0; got NaN.')],
    [{model_size: 512}, type('unknown option `model_size`; did you mean `modelSize`?')],
  ]);
});
