import {describe} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {scheduled} from '../../src/optimizers/scheduled.js';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {golden, type GoldenCase} from '../helpers/golden';

const {cases, toleranceFloat32} = golden('12');
const {held, deviating, itHasRunEveryCase} = caseCounts('12', cases);
type Args = GoldenCase['args'];

/** The optimizer of tfjs for one of Keras or PyTorch. */
const makers: Record<string, (args: Args) => tf.Optimizer> = {
  SGD: ({momentum = 0, nesterov}) =>
    momentum > 0 ? tf.train.momentum(1, momentum, nesterov) : tf.train.sgd(1),
  RMSprop: ({rho, momentum, epsilon, centered}) => tf.train.rmsprop(1, rho, momentum, epsilon, centered),
  Adagrad: ({initial_accumulator_value}) => tf.train.adagrad(1, initial_accumulator_value),
  Adam: ({beta_1, beta_2, betas = [beta_1, beta_2], epsilon, eps = epsilon}) =>
    tf.train.adam(1, betas[0], betas[1], eps),
};

const nameOf = ({source}: GoldenCase): string => source.split('.').at(-1)!;

/** The weights after each update with the gradient A·w − b, the rates given as a schedule. */
function trajectory(one: GoldenCase): number[][] {
  const {A, b, w0, lr_per_step: rates} = one.input;
  const [a, target] = [tf.tensor2d(A), tf.tensor1d(b)];
  const weights = tf.variable(tf.tensor1d(w0));
  const optimizer = scheduled(makers[nameOf(one)]!(one.args), (step) => rates[step]);
  return rates.map(() => {
    const tensor = tf.tidy(() => a.dot(weights).sub(target));
    optimizer.applyGradients([{name: weights.name, tensor}]);
    tensor.dispose();
    return [...weights.dataSync()];
  });
}

/**
 * tfjs keeps the rate out of the velocity, as PyTorch does: with a rate that changes, Keras is another. And it adds
 * epsilon after the bias correction of Adam, as PyTorch does: where it is large, Keras is another.
 */
function isAnother({source, args, input}: GoldenCase): boolean {
  const {lr_per_step: rates} = input;
  if (!source.startsWith('keras')) return false;
  return args.momentum > 0 && source.endsWith('SGD') ? new Set(rates).size > 1 : args.epsilon > 1e-6;
}

/** PyTorch's rules for those, in plain numbers. */
function asPyTorch({args, input, ...one}: GoldenCase): number[][] {
  const {A, b, w0, lr_per_step: rates} = input;
  const {momentum, nesterov, beta_1, beta_2, epsilon} = args;
  const [w, m, v]: number[][] = [[...w0], w0.map(() => 0), w0.map(() => 0)];
  return rates.map((rate: number, step: number) => {
    const gradient = A.map((row: number[], i: number) => row.reduce((sum, a, j) => sum + a * w![j]!, -b[i]));
    for (const [i, g] of gradient.entries()) {
      if (nameOf(one as GoldenCase) === 'SGD') {
        m![i] = momentum * m![i]! + g;
        w![i]! -= rate * (nesterov ? g + momentum * m![i]! : m![i]!);
      } else {
        m![i] = beta_1 * m![i]! + (1 - beta_1) * g;
        v![i] = beta_2 * v![i]! + (1 - beta_2) * g * g;
        const size = Math.sqrt(v![i] / (1 - beta_2 ** (step + 1))) + epsilon;
        w![i]! -= (rate * m![i]) / (1 - beta_1 ** (step + 1)) / size;
      }
    }
    return [...w!];
  });
}

describe('scheduled, beside the optimizers of Keras and PyTorch', () => {
  held(
    cases.filter((one) => !isAnother(one)),
    (one) => expectClose(trajectory(one), one.expected.w_after_step_float32, toleranceFloat32),
  );
  deviating(cases.filter(isAnother), (one) => expectClose(trajectory(one), asPyTorch(one), toleranceFloat32));
  itHasRunEveryCase();
});
