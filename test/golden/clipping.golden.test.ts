import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {adaptiveGradClip} from '../../src/optimizers/clipping/adaptiveGradClip';
import {clipByGlobalNorm} from '../../src/optimizers/clipping/clipByGlobalNorm';
import {clipByNorm} from '../../src/optimizers/clipping/clipByNorm';
import {clipByValue} from '../../src/optimizers/clipping/clipByValue';
import {hasBuffers, isDifferent} from '../helpers/backend';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {golden, type GoldenCase} from '../helpers/golden';
import {forms} from '../optimizers/clipping/tensorOnly';

const {cases} = golden('11');

/** Computed in float32. */
const tolerance = {relTol: 2e-6, absTol: 0};

interface Recorded {
  shape: number[];
  values: number[];
}
type Gradients = (tf.Tensor | null)[];

const toTensor = ({shape, values: list}: Recorded) => tf.tensor(list, shape);
const gradientsOf = ({input}: GoldenCase): Gradients =>
  input.grads.map((one: Recorded | null) => one && toTensor(one));
const each = (gradients: Gradients, clip: (gradient: tf.Tensor, i: number) => tf.Tensor) =>
  gradients.map((one, i) => one && clip(one, i));

const entriesOf = ({input}: GoldenCase): number[] =>
  input.grads.flatMap((one: Recorded | null) => one?.values ?? []);

interface Result {
  clipped: Gradients;
  globalNorm?: tf.Tensor;
}

/** torch multiplies by max / (norm + 1e-6): the threshold max · norm / (norm + 1e-6), and not by more than 1. */
function clipGradNorm(one: GoldenCase, gradients: Gradients): Result {
  const {max_norm: max} = one.args;
  const {globalNorm} = clipByGlobalNorm(gradients, max);
  const norm = Math.hypot(...entriesOf(one));
  const threshold = norm > 0 && norm < Infinity ? (max * norm) / (norm + 1e-6) : max;
  return {...clipByGlobalNorm(gradients, threshold), globalNorm};
}

/** Moves the first axis to the end, where the units are here, and back. */
function onFirstAxis(clip: typeof adaptiveGradClip): typeof adaptiveGradClip {
  return (gradient, weight, options) => {
    const axes = gradient.shape.map((_, axis) => axis);
    const there = [...axes.slice(1), ...axes.slice(0, 1)];
    const back = [...axes.slice(-1), ...axes.slice(0, -1)];
    return tf.transpose(clip(tf.transpose(gradient, there), tf.transpose(weight, there), options), back);
  };
}

function adaptive({args, input}: GoldenCase, gradients: Gradients, clip: typeof adaptiveGradClip): Result {
  const options = {clipping: args.clipping ?? args.clip_factor, epsilon: args.eps};
  const weights = input.params.map(toTensor);
  return {clipped: each(gradients, (gradient, i) => clip(gradient, weights[i], options))};
}

/** What each function of the peers is here. */
const translations: Readonly<Record<string, (one: GoldenCase, gradients: Gradients) => Result>> = {
  'optimizer clipvalue': ({args}, gradients) => ({
    clipped: each(gradients, (gradient) => clipByValue(gradient, args.clipvalue)),
  }),
  'optimizer clipnorm': ({args}, gradients) => ({
    clipped: each(gradients, (gradient) => clipByNorm(gradient, args.clipnorm)),
  }),
  'optimizer global_clipnorm': ({args}, gradients) => clipByGlobalNorm(gradients, args.global_clipnorm),
  'torch.nn.utils.clip_grad_value_': ({args}, gradients) => ({
    clipped: each(gradients, (gradient) => clipByValue(gradient, args.clip_value)),
  }),
  'torch.nn.utils.clip_grad_norm_': clipGradNorm,
  'timm.utils.agc.adaptive_clip_grad': (one, gradients) =>
    adaptive(one, gradients, onFirstAxis(adaptiveGradClip)),
  'optax.adaptive_grad_clip': (one, gradients) => adaptive(one, gradients, adaptiveGradClip),
  'optax.clip': ({args}, gradients) => ({
    clipped: each(gradients, (gradient) => clipByValue(gradient, args.max)),
  }),
  'optax.clip_by_global_norm': ({args}, gradients) => clipByGlobalNorm(gradients, args.max),
  // The root of the mean square is the norm by the root of the size.
  'optax.clip_by_block_rms': ({args}, gradients) => ({
    clipped: each(gradients, (gradient) => clipByNorm(gradient, args.max * Math.sqrt(gradient.size))),
  }),
};
const translationOf = ({source}: GoldenCase) =>
  Object.keys(translations)
    .filter((name) => source.includes(name))
    .sort((a, b) => b.length - a.length)[0]!;
const {held, deviating, itHasRunEveryCase} = caseCounts('11', cases, translationOf);
const resultOf = (one: GoldenCase, gradients: Gradients) => translations[translationOf(one)]!(one, gradients);

/** Not with dataSync, which on webgpu takes its time. */
const read = async (tensor: tf.Tensor | null) => (tensor ? [...(await tensor.data())] : []);
const readAll = async (tensors: Gradients) => (await Promise.all(tensors.map(read))).flat();
const plain = ({clipped}: Result) =>
  Promise.all(clipped.map(async (one) => one && {shape: one.shape, values: await read(one)}));

const huge = cases.filter((one) =>
  entriesOf(one).some((entry) => Number.isFinite(entry) && Math.abs(entry) > 3.4e38),
);
const otherOrders = cases.filter((one) => (one.args.norm_type ?? 2) !== 2 && !huge.includes(one));
const refusing = cases.filter((one) => 'error' in one.expected && !otherOrders.includes(one));
/** Where Infinity / Infinity is 1, of which the others make NaN. */
const byItself = cases.filter(
  (one) =>
    isDifferent('infinityByItself') &&
    /global_clipnorm|clip_grad_norm_|optax.clip_by_global_norm/.test(one.source) &&
    ![...otherOrders, ...refusing].includes(one) &&
    entriesOf(one).includes(Infinity) &&
    !entriesOf(one).some(Number.isNaN),
);
const infinite = cases.filter(
  (one) =>
    /clip_grad_norm_|optax.clip_by_global_norm/.test(one.source) &&
    ![...otherOrders, ...refusing, ...byItself].includes(one) &&
    entriesOf(one).some((entry) => Math.abs(entry) === Infinity) &&
    !entriesOf(one).some(Number.isNaN),
);
const others = cases.filter(
  (one) => ![...otherOrders, ...huge, ...refusing, ...infinite, ...byItself].includes(one),
);

describe.each([...new Set(cases.map(translationOf))])('%s', (name) => {
  held(
    others.filter((one) => translationOf(one) === name),
    async (one) => {
      for (const [form, run] of forms) {
        const result = await run(() => resultOf(one, gradientsOf(one)));
        expectClose(await plain(result), one.expected.grads, tolerance, form);
        const want = one.expected.global_norm ?? one.expected.total_norm;
        if (want === undefined) continue;
        const [norm] = await read(result.globalNorm!);
        // Without a read, Infinity cannot be told from NaN.
        if (form === 'from buffers' || Number.isFinite(want)) expectClose(norm, want, tolerance, form);
        else expect(norm).toBeNaN();
      }
    },
  );
});

describe('error_if_nonfinite: the global norm shows it, and the gradients are untouched', () => {
  held(refusing, async (one) => {
    for (const [form, run] of forms) {
      const gradients = gradientsOf(one);
      const {globalNorm} = await run(() => resultOf(one, gradients));
      expect(Number.isFinite((await read(globalNorm!))[0])).toBe(false);
      expectClose(await plain({clipped: gradients}), one.expected.grads, tolerance, form);
    }
  });
});

describe('an infinite global norm deviates: all NaN, as Keras has it, where torch and optax make 0 of the finite entries', () => {
  deviating(infinite, async (one) => {
    for (const [, run] of forms) {
      const {clipped, globalNorm} = await run(() => resultOf(one, gradientsOf(one)));
      const entries = await readAll(clipped);
      expect(entries).toEqual(Array(entries.length).fill(NaN));
      expect(Number.isFinite((await read(globalNorm!))[0])).toBe(false);
    }
    const theirs = one.expected.grads.flatMap((tensor: Recorded | null) => tensor?.values ?? []);
    for (const entry of theirs) expect(Number.isNaN(entry) || entry === 0).toBe(true);
  });

  // There it makes 0 of them, too.
  deviating(
    byItself,
    async (one) => {
      const {clipped, globalNorm} = resultOf(one, gradientsOf(one));
      const entries = await readAll(clipped);
      expect(entries.map((entry) => entry + 0)).toEqual(
        entriesOf(one).map((entry) => (Number.isFinite(entry) ? 0 : NaN)),
      );
      expect(await read(globalNorm!)).toEqual([Infinity]);
    },
    '$name [differs: infinityByItself]',
  );
});

describe('norms of another order are not offered: ours is the Euclidean one', () => {
  deviating(
    otherOrders,
    async (one) => {
      const gradients = gradientsOf(one);
      const {globalNorm} = clipByGlobalNorm(gradients, 1);
      const euclidean = Math.sqrt(entriesOf(one).reduce((sum, entry) => sum + entry ** 2, 0));
      const [norm] = await read(globalNorm);
      if (hasBuffers || Number.isFinite(euclidean)) expectClose(norm, euclidean, tolerance);
      else expect(Number.isFinite(norm)).toBe(false);
    },
    '$name: not offered',
  );
});

describe('gradients of 1e150 are infinite in float32', () => {
  deviating(huge, async (one) => {
    const entries = await readAll(gradientsOf(one));
    expect(entries.some(Number.isFinite)).toBe(false);
  });
});

describe('golden file 11', () => {
  it('has no case without a translation', () => {
    expect(cases.filter((one) => translationOf(one) === undefined)).toEqual([]);
  });

  itHasRunEveryCase();
});
