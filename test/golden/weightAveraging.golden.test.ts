import {describe, expect} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {swapEMAWeights, weightAveraging, type WeightAveragingOptions} from 'tfjs-callbacks';
import {shareOf, type Averaging} from '../../src/averaging/share';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose, isClose} from '../helpers/expectClose';
import {golden, type GoldenCase} from '../helpers/golden';

const {cases, tolerance} = golden('13d');
const {held, deviating, itHasRunEveryCase} = caseCounts('13d', cases, ({name}) =>
  name.replace(/_\d.*|_swap.*/, ''),
);

/** Some twenty roundings to float32 of numbers up to 10, where the recorded ones are float64. */
const float32 = {relTol: 4e-6, absTol: 4e-6};

/** A model of weights alone: each row is the gradient of a step. */
function weightsModel(initial: number[], learningRate: number): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        ...{units: 1, useBias: false, inputShape: [initial.length]},
        weights: [tf.tensor2d(initial, [initial.length, 1])],
      }),
    ],
  });
  model.compile({optimizer: tf.train.sgd(learningRate), loss: (_target, output) => output.mean()});
  return model;
}

const valuesOf = (model: tf.LayersModel) => [...model.getWeights()[0]!.dataSync()];

/** Weights, averages and their count after each step. */
async function trace(
  initial: number[],
  gradients: number[][],
  learningRate: number,
  options: WeightAveragingOptions,
) {
  const model = weightsModel(initial, learningRate);
  const averaging = weightAveraging(options);
  const weights: number[][] = [];
  const averages: number[][] = [];
  const counts: number[] = [];
  const record = async () => {
    weights.push(valuesOf(model));
    averages.push(await averaging.withAverages(() => valuesOf(model)));
    counts.push(averaging.averaged);
  };
  await model.fit(tf.tensor2d(gradients), tf.zeros([gradients.length, 1]), {
    ...{epochs: 1, batchSize: 1, shuffle: false, verbose: 0},
    callbacks: [averaging, new tf.CustomCallback({onBatchEnd: record})],
  });
  return {weights, averages, counts, final: valuesOf(model)};
}

const startsWith = (prefix: string) => cases.filter(({name}) => name.startsWith(prefix));

describe('WeightAveraging averages and overwrites as an optimizer of Keras with use_ema', () => {
  held(startsWith('keras_ema'), async ({args, input, expected}) => {
    const {learning_rate: rate, ema_momentum: momentum, ema_overwrite_frequency: frequency} = args;
    const gradients: number[][] = input.gradients;

    const ema = {mode: 'ema', momentum} as const;
    let weights: number[] = input.initial_weights;
    let average = weights;
    for (const [k, gradient] of gradients.entries()) {
      weights = weights.map((weight, i) => weight - rate * gradient[i]!);
      average = mixed(average, weights, shareOf(ema, k));
      if (frequency !== null && (k + 1) % frequency === 0) weights = average;
      expectClose(weights, expected.weights_after_step[k], tolerance, `weights[${k}]`);
      expectClose(average, expected.ema_after_step[k], tolerance, `ema[${k}]`);
    }

    const overwrite = frequency !== null && {overwriteFrequency: frequency};
    const got = await trace(input.initial_weights, gradients, rate, {momentum, ...overwrite});
    expectClose(got.weights, expected.weights_after_step, float32, 'weights');
    expectClose(got.averages, expected.ema_after_step, float32, 'ema');
    expectClose(got.final, expected.weights_after_finalize_variable_values, float32, 'final');
  });
});

/** Of one average and other weights, in float64. */
function mixed(average: number[], weights: number[], share: number): number[] {
  return average.map((value, i) => value + share * (weights[i]! - value));
}

const momenta: Record<string, (decay: number) => number> = {
  ema: (decay) => decay,
  ema_avg_fn: (decay) => decay,
  ema_decay_0: () => 0,
  ema_decay_1: () => 1,
  custom_avg_fn: () => 0.7,
};

async function averagesAsTorch({args, input, expected}: GoldenCase): Promise<void> {
  const {kind, decay, start, every} = args;
  const path: number[][] = input.weights;
  const momentum = momenta[kind]?.(decay);
  const averaging: Averaging = momentum === undefined ? {mode: 'swa'} : {mode: 'ema', momentum};

  let average: number[] | undefined;
  let count = 0;
  for (const [k, weights] of path.entries()) {
    if (k >= start && (k - start) % every === 0) {
      average = mixed(average ?? weights, weights, shareOf(averaging, count));
      count += 1;
    }
    expect(count).toBe(expected.n_averaged[k]);
    if (average) expectClose(average, expected.average_after[k], tolerance, `average[${k}]`);
  }

  // With a rate of 1 a gradient is a difference of weights.
  const differences = path.map((weights, k) =>
    weights.map((weight, i) => (path[k - 1] ?? path[0])![i]! - weight),
  );
  const got = await trace(path[0]!, differences, 1, {...averaging, by: 'step', start, every});
  expect(got.counts).toEqual(expected.n_averaged);
  const first = (expected.n_averaged as number[]).findIndex((n) => n > 0);
  expectClose(got.averages.slice(first), expected.average_after.slice(first), float32, 'average');
  expectClose(got.final, expected.average_after.at(-1), float32, 'final');
  // Before there is an average the model stays as it is.
  expect(got.averages.slice(0, first)).toEqual(got.weights.slice(0, first));
}

const torch = startsWith('torch');
const beginsLater = ({expected}: GoldenCase) => expected.n_averaged[0] === 0;

describe('WeightAveraging averages as AveragedModel of PyTorch', () => {
  held(
    torch.filter((one) => !beginsLater(one)),
    averagesAsTorch,
  );
});

describe('WeightAveraging deviates from AveragedModel before the start: there is no average, not the initial weights', () => {
  deviating(torch.filter(beginsLater), async (one) => {
    await averagesAsTorch(one);
    const [initial] = one.input.weights;
    expect(one.expected.average_after[1]).toEqual(initial);
    expect(one.input.weights[1]).not.toEqual(initial);
  });
});

describe('SwapEMAWeights swaps for validation and at the ends as in Keras', () => {
  held(startsWith('swap'), async ({args, input, expected}) => {
    const [x, y] = [tf.tensor2d(input.x), tf.tensor2d(input.y)];
    type Event = [name: string, weight: number, average: number, logs?: {loss: number; val_loss: number}];
    const wanted = expected.events as Event[];
    const at = (name: string) => wanted.filter(([event]) => event.startsWith(name));

    const ways: Record<string, (model: tf.LayersModel, callbacks: tf.Callback[]) => Promise<tf.History>> = {
      fit: (model, callbacks) =>
        model.fit(x, y, {
          ...{epochs: input.epochs, batchSize: 1, shuffle: false, verbose: 0},
          ...{validationData: [x, y], callbacks},
        }),
      fitDataset: (model, callbacks) =>
        model.fitDataset(tf.data.zip({xs: tf.data.array(input.x), ys: tf.data.array(input.y)}).batch(1), {
          ...{epochs: input.epochs, verbose: 0},
          ...{validationData: [x, y], validationBatchSize: 1, callbacks},
        }),
    };
    for (const [way, train] of Object.entries(ways)) {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({
            ...{units: 1, useBias: false, inputShape: [1]},
            weights: [tf.tensor2d([input.w0], [1, 1])],
          }),
        ],
      });
      model.compile({optimizer: tf.train.sgd(args.learning_rate), loss: 'meanSquaredError'});
      const seen: [name: string, weight: number][] = [];
      const record = (name: string) => async () => void seen.push([name, valuesOf(model)[0]!]);
      const recorder = new (class extends tf.Callback {
        override onEpochBegin = record('epoch_begin');
        override onBatchEnd = record('train_batch_end');
        override onEpochEnd = record('epoch_end');
        override onTrainEnd = record('train_end');
      })();
      const callback = swapEMAWeights({emaMomentum: args.ema_momentum, swapOnEpoch: args.swap_on_epoch});
      const {history} = await train(model, [callback, recorder]);
      seen.push(['after fit', valuesOf(model)[0]!]);

      const close = {relTol: input.rel_tol, absTol: 0};
      const weights = wanted
        .filter(([name]) => !name.startsWith('test'))
        .map(([name, weight]) => [name.replace(/ \d$/, ''), weight]);
      if (way === 'fit') expectClose(seen, weights, close, way);
      else {
        // fitDataset validates after the last batch has ended: there the averages are in already.
        const isLast = (i: number) => weights[i + 1]![0] === 'epoch_end';
        for (const [i, [name, weight]] of seen.entries()) {
          expect(name).toBe(weights[i]![0]);
          const want =
            name === 'train_batch_end' && isLast(i)
              ? wanted.filter(([event]) => event === 'train_batch_end 3')[Math.floor(i / 6)]![2]
              : weights[i]![1];
          if (!isClose(weight, want as number, close))
            throw new Error(`${way} ${i} ${name}: got ${weight}, want ${want}`);
        }
      }
      const logs = at('epoch_end').map(([, , , one]) => one!);
      expectClose(
        history['loss'],
        logs.map(({loss}) => loss),
        close,
        'loss',
      );
      expectClose(
        history['val_loss'],
        logs.map(({val_loss: loss}) => loss),
        close,
        'val_loss',
      );
    }
  });
});

describe('the golden cases of averages', itHasRunEveryCase);
