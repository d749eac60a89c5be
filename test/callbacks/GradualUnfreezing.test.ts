import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  gradualUnfreezing,
  OptimizerWrapper,
  type GradualUnfreezingOptions,
  type NamedGradient,
} from 'tfjs-callbacks';
import {imprint} from '../helpers/imprint';
import {trainingData} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';
import {weightsOf} from '../optimizers/wrapped';

type Schedule = GradualUnfreezingOptions['schedule'];

const {x, y} = trainingData(8);
const names = ['block1', 'block2', 'head'];

/** Equal layers, so that a slot of the wrong one would fit. */
function blocks(optimizer: tf.Optimizer): tf.Sequential {
  const model = tf.sequential({
    layers: names.map((name, i) =>
      tf.layers.dense({
        ...{units: 2, inputShape: [2], name, activation: i < 2 ? 'tanh' : 'linear'},
        kernelInitializer: tf.initializers.glorotUniform({seed: i + 1}),
      }),
    ),
  });
  model.compile({optimizer, loss: 'meanSquaredError'});
  return model;
}

const targets = tf.concat([y, y], 1);

const fit = (model: tf.LayersModel, callbacks: tf.Callback[], args: Partial<tf.ModelFitArgs> = {}) =>
  model.fit(x, targets, {epochs: 6, batchSize: 4, shuffle: false, verbose: 0, callbacks, ...args});

/** For each epoch the layers whose weights have changed. */
async function trainedLayers(
  schedule: Schedule,
  args: Partial<tf.ModelFitArgs> = {},
  model = blocks(tf.train.adam(0.1)),
) {
  const now = () => model.layers.map((layer) => layer.getWeights().map((weight) => [...weight.dataSync()]));
  let before = now();
  const trained: string[] = [];
  const recorder = new (class extends tf.Callback {
    override async onEpochEnd() {
      const after = now();
      trained.push(names.filter((_, i) => JSON.stringify(after[i]) !== JSON.stringify(before[i])).join(' '));
      before = after;
    }
  })();
  await fit(model, [gradualUnfreezing({schedule}), recorder], args);
  return trained;
}

beforeEach(() => {
  jest.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const twoSteps: Schedule = [
  [2, 'block2'],
  [4, 'block1'],
];

describe('GradualUnfreezing', () => {
  const all = 'block1 block2 head';

  it.each<[Schedule, string[]]>([
    [twoSteps, ['head', 'head', 'block2 head', 'block2 head', all, all]],
    [[[3, /^block/]], ['head', 'head', 'head', all, all, all]],
    [[[1, ['block1', 'block2']]], ['head', all, all, all, all, all]],
    [
      [
        [0, 'head'],
        [2, /./],
      ],
      ['head', 'head', all, all, all, all],
    ],
    [[[9, 'block1']], Array(6).fill('block2 head')],
    [
      [
        [1, 'block1'],
        [4, 'block1'],
      ],
      ['block2 head', all, all, all, all, all],
    ],
  ])('with the schedule %j trains in each epoch the layers %j', async (schedule, layers) => {
    expect(await trainedLayers(schedule)).toEqual(layers);
    expect(console.warn).not.toHaveBeenCalled();
  });

  describe('takes the name of', () => {
    /** Whether layers change in the epoch before they are due, and in the one in which they are. */
    async function opens(model: tf.LayersModel, name: string, within: () => tf.Tensor[]) {
      model.compile({optimizer: tf.train.adam(0.1), loss: 'meanSquaredError'});
      const numbers = () =>
        [within(), model.getWeights()].map((all) => all.map((one) => one.dataSync()).join());
      let was = numbers();
      const changes: boolean[][] = [];
      const recorder = new (class extends tf.Callback {
        override async onEpochEnd() {
          const now = numbers();
          changes.push(now.map((one, i) => one !== was[i]));
          was = now;
        }
      })();
      await fit(model, [gradualUnfreezing({schedule: [[1, name]]}), recorder], {epochs: 2});
      return changes;
    }
    const opened = [
      [false, true],
      [true, true],
    ];
    const dense = (name?: string) => tf.layers.dense({units: 2, ...(name && {name})});
    const part = (name: string) =>
      tf.sequential({name, layers: [tf.layers.dense({units: 2, inputShape: [2]}), dense()]});

    it('a model within the model', async () => {
      const backbone = part('backbone');
      const input = tf.input({shape: [2]});
      const outputs = part('top').apply(backbone.apply(input)) as tf.SymbolicTensor;
      const model = tf.model({inputs: input, outputs});
      expect(await opens(model, 'backbone', () => backbone.getWeights())).toEqual(opened);
    });

    it('a layer, but not the model, of one that comes first in a tf.Sequential: tfjs takes it apart', async () => {
      const backbone = part('backbone');
      const model = tf.sequential({layers: [backbone, dense()]});
      const [first] = backbone.layers;
      await expect(opens(model, 'backbone', () => backbone.getWeights())).rejects.toThrow(
        /got "backbone"; there are dense_/,
      );
      expect(await opens(model, first!.name, () => first!.getWeights())).toEqual(opened);
    });

    it('a model within a model within the model, and of a layer there', async () => {
      const inner = part('inner');
      const outer = tf.sequential({name: 'outer', layers: [inner, dense()]});
      const model = () =>
        tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2]}), outer, dense()]});
      for (const name of ['inner', 'outer', inner.layers[0]!.name]) {
        const meant = {inner, outer}[name] ?? inner.layers[0]!;
        expect([name, await opens(model(), name, () => meant.getWeights())]).toEqual([name, opened]);
      }
    });

    it('a wrapper', async () => {
      const distributed = tf.layers.timeDistributed({layer: dense(), name: 'each_time'});
      const recurrent = tf.layers.gru({units: 1, recurrentInitializer: 'ones'});
      const bidirectional = tf.layers.bidirectional({layer: recurrent, name: 'both_ways'});
      const model = tf.sequential();
      model.add(tf.layers.reshape({targetShape: [2, 1], inputShape: [2]}));
      for (const layer of [distributed, bidirectional, dense()]) model.add(layer);
      expect(await opens(model, 'each_time', () => distributed.getWeights())).toEqual(opened);
      expect(await opens(model, 'both_ways', () => bidirectional.getWeights())).toEqual(opened);
    });

    it('but not of one without weights', async () => {
      const model = tf.sequential({
        layers: [tf.layers.dropout({rate: 0.1, inputShape: [2], name: 'drop'}), dense('out')],
      });
      await expect(opens(model, 'drop', () => [])).rejects.toThrow(
        new TypeError(
          'GradualUnfreezing: `schedule` must name layers that are trained; got "drop"; there are out.',
        ),
      );
    });
  });

  it('opens all layers that are due when a fit begins later', async () => {
    expect(await trainedLayers(twoSteps, {initialEpoch: 3})).toEqual(['block2 head', all, all]);
  });

  it.each(optimizers)('gives each weight the updates by %s that it would have had', async (_name, make) => {
    /** The same without the callback: the gradients are taken away, each in its place. */
    class Closed extends OptimizerWrapper {
      protected override transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] {
        const epoch = Math.floor(this.iterations / 2);
        const isClosed = (name: string) =>
          (name.startsWith('block2') && epoch < 2) || (name.startsWith('block1') && epoch < 4);
        return gradients.map(({name, tensor}) => ({name, tensor: isClosed(name) ? null : tensor}));
      }
    }
    const expected = blocks(new Closed(make(0.1)));
    await fit(expected, []);
    for (const optimizer of [make(0.1), new OptimizerWrapper(make(0.1))]) {
      const model = blocks(optimizer);
      await fit(model, [gradualUnfreezing({schedule: twoSteps})]);
      expect(weightsOf(model)).toEqual(weightsOf(expected));
    }
  });

  it('goes on in fits of one epoch as in one fit', async () => {
    const [whole, parts] = [blocks(tf.train.adam(0.1)), blocks(tf.train.adam(0.1))];
    await fit(whole, [gradualUnfreezing({schedule: twoSteps})]);
    for (let epoch = 0; epoch < 6; epoch += 1) {
      await fit(parts, [gradualUnfreezing({schedule: twoSteps})], {initialEpoch: epoch, epochs: epoch + 1});
    }
    expect(weightsOf(parts)).toEqual(weightsOf(whole));
  });

  it('works with fitDataset', async () => {
    const model = blocks(tf.train.adam(0.1));
    const was = weightsOf(model)[0];
    const data = tf.data.array([0]).map(() => ({xs: x.clone(), ys: targets.clone()}));
    const train = (epochs: number, initialEpoch: number) =>
      model.fitDataset(data, {
        ...{epochs, initialEpoch, verbose: 0},
        callbacks: [gradualUnfreezing({schedule: [[2, 'block1']]})],
      });
    await train(2, 0);
    expect(weightsOf(model)[0]).toEqual(was);
    await train(3, 2);
    expect(weightsOf(model)[0]).not.toEqual(was);
  });

  it('leaves alone what the user has frozen', async () => {
    const model = blocks(tf.train.adam(0.1));
    model.layers[1]!.trainable = false;
    expect(await trainedLayers(twoSteps, {}, model)).toEqual([
      ...Array(4).fill('head'),
      'block1 head',
      'block1 head',
    ]);
    expect(model.layers[1]!.trainable).toBe(false);
  });

  it('opens all layers at the end, and does not touch trainable', async () => {
    const model = blocks(tf.train.adam(0.1));
    await fit(model, [gradualUnfreezing({schedule: [[9, 'block1']]})]);
    expect(model.layers.map(({trainable}) => trainable)).toEqual([true, true, true]);
    const was = imprint(model.layers[0]!.getWeights());
    await fit(model, [], {epochs: 1});
    expect(imprint(model.layers[0]!.getWeights())).not.toEqual(was);
  });

  it('opens them after a fit that threw', async () => {
    const model = blocks(tf.train.adam(0.1));
    const trainable = () =>
      model.layers.flatMap((layer) =>
        layer.weights.map((weight) => (weight.read() as tf.Variable).trainable),
      );
    const seen: boolean[][] = [];
    const throwing = new (class extends tf.Callback {
      override async onEpochEnd() {
        seen.push(trainable());
        throw new Error('stop');
      }
    })();
    await expect(fit(model, [gradualUnfreezing({schedule: twoSteps}), throwing])).rejects.toThrow('stop');
    expect(seen).toEqual([[false, false, false, false, true, true]]);
    expect(trainable()).toEqual(Array(6).fill(true));
  });

  it('lets the statistics of a batch normalization that is frozen follow the batches, as tfjs does', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.batchNormalization({inputShape: [2], name: 'norm'}),
        tf.layers.dense({units: 2, name: 'out'}),
      ],
    });
    model.compile({optimizer: 'adam', loss: 'meanSquaredError'});
    const [gamma, beta, mean] = model.layers[0]!.getWeights().map(imprint);
    await fit(model, [gradualUnfreezing({schedule: [[9, 'norm']]})]);
    const now = model.layers[0]!.getWeights().map(imprint);
    expect(now.slice(0, 2)).toEqual([gamma, beta]);
    expect(now[2]).not.toEqual(mean);
  });

  it('leaves no tensor behind and has no state but the epoch', async () => {
    const model = blocks(tf.train.adam(0.1));
    const callback = gradualUnfreezing({schedule: twoSteps});
    await fit(model, [callback]);
    const {numTensors} = tf.memory();
    for (let i = 0; i < 50; i += 1) await fit(model, [callback], {epochs: 1});
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(callback.getState()).toEqual({});
  });

  it('refuses layers that the model does not train', async () => {
    const model = blocks(tf.train.adam(0.1));
    const was = weightsOf(model);
    await expect(fit(model, [gradualUnfreezing({schedule: [[1, 'blocks3']]})])).rejects.toThrow(
      new TypeError(
        'GradualUnfreezing: `schedule` must name layers that are trained; got "blocks3"; did you mean "block1"?',
      ),
    );
    model.layers[0]!.trainable = false;
    model.compile({optimizer: 'adam', loss: 'meanSquaredError'});
    await expect(fit(model, [gradualUnfreezing({schedule: [[1, /block1/]]})])).rejects.toThrow(
      new TypeError(
        'GradualUnfreezing: `schedule` must name layers that are trained; got /block1/; there are block2, head.',
      ),
    );
    expect(weightsOf(model)).toEqual(was);
  });

  it('refuses an epoch with nothing to train', async () => {
    const model = blocks(tf.train.adam(0.1));
    const callback = gradualUnfreezing({
      schedule: [
        [2, ['head', 'block2']],
        [3, 'block1'],
      ],
    });
    await expect(fit(model, [callback])).rejects.toThrow(
      new TypeError(
        'GradualUnfreezing: `schedule` must leave a layer open in epoch 0; got none before epoch 2.',
      ),
    );
    await fit(model, [callback], {initialEpoch: 2});
  });

  const rule =
    "must be a list of pairs of an epoch and layers, such as [[2, 'block3'], [4, ['block2', /^block1/]]]";
  it.each<[unknown, string]>([
    [[], '[]'],
    ['head', '"head"'],
    [[[1]], '[[1]]'],
    [[[-1, 'head']], '[[-1, "head"]]'],
    [[[0.5, 'head']], '[[0.5, "head"]]'],
    [[[1, 2]], '[[1, 2]]'],
    [[[1, ['head', '']]], '[[1, ["head", ""]]]'],
    [undefined, 'undefined'],
  ])('refuses the schedule %j', (schedule, shown) => {
    expect(() => gradualUnfreezing({schedule} as never)).toThrow(
      new TypeError(`GradualUnfreezing: \`schedule\` ${rule}; got ${shown}.`),
    );
  });
});
