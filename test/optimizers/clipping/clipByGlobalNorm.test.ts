import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {clipByGlobalNorm} from '../../../src/optimizers/clipping/clipByGlobalNorm';
import {isDifferent, kept, tries} from '../../helpers/backend';
import {differing, unless} from '../../helpers/differing';
import {forms, kernelsOf, normOf, values} from './tensorOnly';

const entry = fc.double({min: -1e30, max: 1e30, noNaN: true}).map((value) => kept(Math.fround(value)));
const lists = fc.array(fc.array(entry, {minLength: 1, maxLength: 6}), {minLength: 1, maxLength: 5});

describe.each(forms)('clipByGlobalNorm %s', (_, run) => {
  const clip = async (list: (number[] | null | undefined)[], norm: number) => {
    const tensors = list.map((one) => one && tf.tensor1d(one));
    const {clipped, globalNorm} = await run(() => clipByGlobalNorm(tensors, norm));
    return {clipped: clipped.map((one) => one && values(one)), globalNorm: globalNorm.dataSync()[0]!};
  };

  it('scales all by one factor, whatever their shapes, and says the norm before', async () => {
    const tensors = [tf.tensor2d([[2, -4]]), tf.scalar(5), tf.tensor1d([6])] as tf.Tensor[];
    const {clipped, globalNorm} = await run(() => clipByGlobalNorm(tensors, 4.5));
    expect(globalNorm.shape).toEqual([]);
    expect(values(globalNorm)).toEqual([9]);
    expect(clipped.map(({shape}) => shape)).toEqual([[1, 2], [], [1]]);
    expect(clipped.flatMap(values)).toEqual([1, -2, 2.5, 3]);
  });

  it('lets null and undefined pass through, at their places', async () => {
    const want = {clipped: [null, [1.5], undefined, [2]], globalNorm: 5};
    expect(await clip([null, [3], undefined, [4]], 2.5)).toEqual(want);
  });

  it('takes one tensor, no tensor and lists without gradients', async () => {
    expect(await clip([[3, 4]], 2.5)).toEqual({clipped: [[1.5, 2]], globalNorm: 5});
    expect(await clip([[3], [], [4]], 2.5)).toEqual({clipped: [[1.5], [], [2]], globalNorm: 5});
    expect(await clip([], 1)).toEqual({clipped: [], globalNorm: 0});
    expect(await clip([null, undefined], 1)).toEqual({clipped: [null, undefined], globalNorm: 0});
  });

  it('leaves a norm at the threshold or below with the same bits', async () => {
    expect((await clip([[3], [4]], 5)).clipped).toEqual([[3], [4]]);
    const odd = [[0.1, -0.7].map(Math.fround), [Math.fround(1e-7)]];
    for (let i = 1; i < tries(200); i += 1) expect((await clip(odd, i * 0.71)).clipped).toEqual(odd);
    expect(await clip([[0, 0], [0]], 1)).toEqual({clipped: [[0, 0], [0]], globalNorm: 0});
  });

  differing('subnormals')('comes down to the threshold from anywhere, in the same direction', async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.double({min: 1e-20, max: 1e35, noNaN: true}), async (list, norm) => {
        const before = Math.hypot(...list.flat());
        // A smaller factor is none of float32.
        fc.pre(norm / before > 2 ** -126);
        const {clipped, globalNorm} = await clip(list, norm);
        expect(Math.abs(globalNorm - before)).toBeLessThanOrEqual(1e-6 * before + 2 ** -126);
        if (before <= norm * (1 - 1e-6)) expect(clipped).toEqual(list);
        const scale = Math.min(1, norm / before);
        for (const [i, value] of clipped.flatMap((one) => one!).entries()) {
          const want = list.flat()[i]! * scale;
          expect(Math.abs(value - want)).toBeLessThanOrEqual(1e-6 * Math.abs(want) + 2 ** -126);
        }
        expect(Math.hypot(...clipped.flatMap((one) => one!))).toBeLessThanOrEqual(norm * (1 + 1e-6));
      }),
      {numRuns: tries(300), seed: 11},
    );
  });

  it.each([1e25, 1e-25])('neither overflows nor vanishes at %d', async (size) => {
    const {clipped, globalNorm} = await clip([[3 * size], [4 * size]], size);
    expect(globalNorm / size).toBeCloseTo(5, 5);
    expect(clipped[0]![0]! / size).toBeCloseTo(0.6, 6);
    expect(clipped[1]![0]! / size).toBeCloseTo(0.8, 6);
  });

  it.each([
    ['NaN', [[1, NaN], [2]]],
    ['-Infinity', [[1, 3], [-Infinity]]],
    ['Infinity and NaN', [[Infinity, NaN], [2]]],
  ])('makes all NaN for %s', async (_name, list) => {
    const {clipped, globalNorm} = await clip(list, 1);
    expect(clipped.flatMap((one) => one!)).toEqual([NaN, NaN, NaN]);
    expect(Number.isFinite(globalNorm)).toBe(false);
  });

  differing('infinityByItself')('makes all NaN for Infinity', async () => {
    const {clipped, globalNorm} = await clip([[1, Infinity], [2]], 1);
    const finite = isDifferent('infinityByItself') ? 0 : NaN;
    expect(clipped.flatMap((one) => one!)).toEqual([finite, NaN, finite]);
    expect(Number.isFinite(globalNorm)).toBe(false);
  });

  it('leaves the clipped and the norm, and what it was given', async () => {
    const tensors = [tf.tensor1d([3, 4]), null, tf.scalar(2)];
    for (const norm of [1, 9]) {
      const before = tf.memory().numTensors;
      const result = await run(() => clipByGlobalNorm(tensors, norm));
      expect(tf.memory().numTensors).toBe(before + 3);
      tf.dispose([...result.clipped.filter((one) => one !== null), result.globalNorm]);
      expect(tf.memory().numTensors).toBe(before);
      expect(values(tensors[0]!)).toEqual([3, 4]);
    }
  });
});

describe('clipByGlobalNorm', () => {
  unless('noBuffers')('says from the buffers whether the norm is Infinity or NaN', () => {
    const norm = (list: number[]) => values(clipByGlobalNorm([tf.tensor1d(list)], 1).globalNorm);
    expect(norm([1, -Infinity])).toEqual([Infinity]);
    expect(norm([Infinity, NaN])).toEqual([NaN]);
  });

  differing('composedClip').each([2, 4, 6, 50])(
    'runs n + 11 kernels in tensors only: %d tensors',
    async (n) => {
      const tensors: tf.Tensor[] = Array.from({length: n}, (_, i) => tf.ones(i % 2 ? [3] : [2, 3]));
      const kernels = await kernelsOf(() => {
        const {clipped, globalNorm} = clipByGlobalNorm(tensors, 1);
        return [...clipped, globalNorm];
      });
      expect(kernels.slice(0, 11)).toEqual(
        'Concat Abs Max ClipByValue RealDiv Square Sum Sqrt Multiply Maximum RealDiv'.split(' '),
      );
      expect(kernels.slice(11)).toEqual(Array(n).fill('Multiply'));
    },
  );

  unless('noBuffers')('comes to one result in both forms', async () => {
    const tensors = [1, 2, 3].map((seed) => tf.randomNormal([40, 50], 0, 1, 'float32', seed));
    const [buffers, device] = await Promise.all(
      forms.map(([, run]) => run(() => clipByGlobalNorm(tensors, 0.3))),
    );
    for (const [i, one] of buffers!.clipped.entries()) {
      expect(normOf([tf.sub(one, device!.clipped[i]!)])).toBeLessThan(1e-7);
    }
    expect(normOf(buffers!.clipped)).toBeCloseTo(0.3, 6);
  });

  it.each([
    [0, 'clipByGlobalNorm: `norm` must be a finite number > 0; got 0.'],
    [-1, 'clipByGlobalNorm: `norm` must be a finite number > 0; got -1.'],
    [NaN, 'clipByGlobalNorm: `norm` must be a finite number > 0; got NaN.'],
    [Infinity, 'clipByGlobalNorm: `norm` must be a finite number > 0; got Infinity.'],
  ])('rejects the norm %d', (norm, message) => {
    expect(() => clipByGlobalNorm([], norm)).toThrow(new RangeError(message));
  });

  const rule = 'must be an array of float32 tensors, with null or undefined where there is no gradient';
  it('rejects what is no number and what is no list of tensors', () => {
    expect(() => clipByGlobalNorm([], undefined as never)).toThrow(
      new TypeError('clipByGlobalNorm: `norm` must be a finite number > 0; got undefined.'),
    );
    expect(() => clipByGlobalNorm([tf.scalar(1), 3] as never, 1)).toThrow(
      new TypeError(`clipByGlobalNorm: \`tensors\` ${rule}; got [an instance of Tensor, 3].`),
    );
    expect(() => clipByGlobalNorm({w: tf.scalar(1)} as never, 1)).toThrow(
      new TypeError(`clipByGlobalNorm: \`tensors\` ${rule}; got {w}.`),
    );
  });
});
