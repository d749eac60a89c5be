import {data, gather, tensor1d, tidy, Tensor} from '@tensorflow/tfjs';
import {check, checkOptions, count, positiveCount, required, uint32, type Rule} from '../internal/check.js';
import {mulberry32} from '../internal/mulberry32.js';
import {permutation} from '../internal/permutation.js';

const owner = 'seededShuffle';

/** The tensors of a model's inputs or outputs: one, a list in order, or by name. Their first axis is the rows. */
export type Rows = Tensor | Tensor[] | {[name: string]: Tensor};

/** Options of {@link seededShuffle}. */
export interface SeededShuffleOptions {
  /** Rows in a batch; an epoch's last batch may have fewer. @defaultValue 32 */
  batchSize?: number;
  /** An integer from 0 to 2^32 - 1; it decides the order of the rows in every epoch. */
  seed: number;
  /** The first epoch, when `fitDataset` is given an `initialEpoch`. @defaultValue 0 */
  initialEpoch?: number;
}

export const tensorsOf = (rows: Rows): Tensor[] => (rows instanceof Tensor ? [rows] : Object.values(rows));

export const rowsRule: Rule = {
  must: 'a tensor, a list of tensors or an object of tensors, all with rows',
  kind: (value) =>
    typeof value === 'object' &&
    value !== null &&
    tensorsOf(value as Rows).length > 0 &&
    tensorsOf(value as Rows).every((tensor) => tensor instanceof Tensor && tensor.rank > 0),
};

/**
 * A data set for `fitDataset` whose rows come in a new order in each epoch, the same in each run.
 *
 * tfjs's `fit` shuffles with `Math.random`, which has no seed. Here the order of an epoch depends on the seed and the
 * number of the epoch alone, so that a training can be repeated, and resumed in the middle (`initialEpoch`). A data set
 * goes on counting epochs when it is used in another fit. Its size is known, so `batchesPerEpoch` is not needed.
 *
 * @param x - Inputs, of shape [rows, ...]. They stay the caller's.
 * @param y - Targets, of shape [rows, ...], with as many rows.
 * @returns A data set of batches `{xs, ys}` in the form of `x` and `y`.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, when `x` or `y` are not tensors
 * with rows, or when their numbers of rows differ.
 *
 * @example
 * ```ts
 * const batches = seededShuffle(x, y, {batchSize: 32, seed: 1});
 * await model.fitDataset(batches, {epochs: 10});
 * ```
 */
export function seededShuffle<X extends Rows, Y extends Rows>(
  x: X,
  y: Y,
  options: SeededShuffleOptions,
): data.Dataset<{xs: X; ys: Y}> {
  checkOptions(owner, options, {
    batchSize: positiveCount,
    seed: required(uint32),
    initialEpoch: count,
  });
  check(owner, 'x', x, rowsRule);
  check(owner, 'y', y, rowsRule);
  const lengths = new Set([...tensorsOf(x), ...tensorsOf(y)].map((tensor) => tensor.shape[0]));
  if (lengths.size > 1) {
    throw new RangeError(
      `${owner}: \`x\` and \`y\` must have equally many rows; got ${[...lengths].join(' and ')}.`,
    );
  }
  const [length = 0] = lengths;
  const {batchSize = 32, seed, initialEpoch = 0} = options;

  let epoch = initialEpoch;
  // The body runs when the first batch is asked for: an iterator that is never read, as the first one tfjs asks for,
  // counts no epoch.
  const batches = data.generator(function* () {
    const order = permutation(length, mulberry32(seed ^ Math.imul(epoch + 1, 0x9e3779b1)));
    epoch += 1;
    for (let start = 0; start < length; start += batchSize) {
      yield tidy(() => {
        const indices = tensor1d(order.subarray(start, start + batchSize), 'int32');
        return {xs: take(x, indices), ys: take(y, indices)};
      });
    }
  } as () => Iterator<{xs: X; ys: Y}>);
  return Object.assign(batches, {size: Math.ceil(length / batchSize)});
}

/** The rows with the given indices, in the form of `rows`. */
function take<R extends Rows>(rows: R, indices: Tensor): R {
  if (rows instanceof Tensor) return gather(rows, indices) as Tensor as R;
  if (Array.isArray(rows)) return rows.map((tensor) => gather(tensor, indices)) as Tensor[] as R;
  return Object.fromEntries(
    Object.entries(rows).map(([name, tensor]) => [name, gather(tensor, indices)]),
  ) as R;
}
