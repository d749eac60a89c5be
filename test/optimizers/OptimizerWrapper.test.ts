import {describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {constant} from 'tfjs-callbacks';
import {afterUpdate} from '../../src/optimizers/afterUpdate.js';
import {OptimizerWrapper, type NamedGradient} from '../../src/optimizers/OptimizerWrapper.js';
import {scheduled} from '../../src/optimizers/scheduled.js';
import {imprint} from '../helpers/imprint';
import {tinyModel} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';
import {compile, deepModel, ways, weightsOf, wrappers} from './wrapped';

const wayNames = Object.keys(ways);

describe.each(wrappers)('%s', (_name, wrap) => {
  it.each(optimizers)('around %s trains as that alone does, bit for bit', async (_optimizer, make) => {
    const [bare, inner] = [make(0.1), make(0.1)];
    const [plain, wrapped] = [deepModel(bare), deepModel(wrap(inner))];
    for (const way of Object.values(ways)) {
      await way(plain, 3);
      await way(wrapped, 3);
      expect(weightsOf(wrapped)).toEqual(weightsOf(plain));
    }
    expect(imprint(inner)).toEqual(imprint(bare));
    expect(wrapped.optimizer.iterations).toBe(12);
  });
});

describe('OptimizerWrapper', () => {
  const wrap = (optimizer: tf.Optimizer) => new OptimizerWrapper(optimizer);

  it.each(wayNames)(
    'leaves no tensor behind in 1000 updates by %s',
    async (way) => {
      const optimizer = wrap(scheduled(tf.train.momentum(0.1, 0.9), constant(0.1)));
      const model = tinyModel(optimizer);
      await ways[way]!(model, 1);
      const {numTensors} = tf.memory();
      await ways[way]!(model, 1000);
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(optimizer.iterations).toBe(1001);
    },
    60_000,
  );

  it.each(optimizers)(
    'around %s lets each weight go on after freezing as if it had waited',
    async (_name, make) => {
      const [plain, wrapped] = [deepModel(make(0.1)), deepModel(wrap(make(0.1)))];
      const {optimizer} = wrapped;
      for (const frozen of [false, true, false, true]) {
        for (const model of [plain, wrapped]) model.layers[0]!.trainable = !frozen;
        // Without a compile, tfjs keeps the frozen weights in the list, with no gradient.
        compile(wrapped, optimizer);
        await ways['trainOnBatch']!(plain, 2);
        await ways['trainOnBatch']!(wrapped, 2);
        expect(weightsOf(wrapped)).toEqual(weightsOf(plain));
      }
    },
  );

  it('gives a layer that was frozen at first its slots when it is set free', async () => {
    const model = deepModel(wrap(tf.train.adam(0.1)));
    const {optimizer} = model;
    const [first] = model.layers;
    first!.trainable = false;
    compile(model, optimizer);
    await ways['fit']!(model, 2);
    const was = imprint(first!.getWeights());
    first!.trainable = true;
    compile(model, optimizer);
    await ways['fit']!(model, 1);
    expect(imprint(first!.getWeights())).not.toEqual(was);
  });

  it('trains two models at a time, each with its own slots', async () => {
    const [one, other, alone] = [
      tf.train.momentum(0.1, 0.9),
      tf.train.momentum(0.1, 0.9),
      wrap(tf.train.momentum(0.1, 0.9)),
    ];
    const [a, b] = [deepModel(one), deepModel(other)];
    const [c, d] = [deepModel(alone), deepModel(alone)];
    for (let i = 0; i < 3; i += 1) for (const model of [a, b, c, d]) await ways['fit']!(model, 1);
    expect(weightsOf(c)).toEqual(weightsOf(a));
    expect(weightsOf(d)).toEqual(weightsOf(b));
  });

  it('takes gradients by name in any order, and those it does not know', () => {
    const variables = ['b', 'a', 'c'].map((name) => tf.variable(tf.scalar(1), true, `any/${name}`));
    const sum = () => tf.addN(variables.map((one, i) => one.mul(i + 1))).asScalar();
    const [bare, wrapped] = [tf.train.adam(0.1), wrap(tf.train.adam(0.1))];
    const updated = (optimizer: tf.Optimizer, lists: (tf.Variable[] | undefined)[]) => {
      for (const variable of variables) variable.assign(tf.scalar(1));
      for (const list of lists) optimizer.minimize(sum, false, list);
      return imprint(variables);
    };
    const [b, a, c] = variables as [tf.Variable, tf.Variable, tf.Variable];
    const expected = updated(bare, [variables, variables]);
    expect(updated(wrapped, [[a, b, c], undefined])).toEqual(expected);
    for (const variable of variables) variable.dispose();
  });

  it('goes on with the slots of an optimizer that has trained already', async () => {
    const optimizer = tf.train.adam(0.1);
    const [plain, model] = [deepModel(tf.train.adam(0.1)), deepModel(optimizer)];
    await ways['fit']!(plain, 4);
    await ways['fit']!(model, 2);
    compile(model, wrap(optimizer));
    expect(model.optimizer.iterations).toBe(2);
    await ways['fit']!(model, 2);
    expect(weightsOf(model)).toEqual(weightsOf(plain));
  });

  it('says once an update that it was made, as what it holds does', async () => {
    const optimizer = wrap(wrap(tf.train.adam(0.1)));
    const model = deepModel(optimizer);
    const calls = [optimizer, optimizer.inner, (optimizer.inner as OptimizerWrapper).inner].map((one) => {
      const listener = jest.fn();
      afterUpdate(one, listener);
      return listener;
    });
    await ways['fit']!(model, 3);
    for (const listener of calls) expect(listener).toHaveBeenCalledTimes(3);
  });

  describe('around a wrapper that leaves updates out', () => {
    class Sparing extends OptimizerWrapper {
      leavesOut = true;
      protected override transform(gradients: readonly NamedGradient[]) {
        return this.leavesOut ? undefined : gradients;
      }
    }
    class Keeping extends OptimizerWrapper {
      leavesOut = true;
      override applyGradients(gradients: Parameters<OptimizerWrapper['applyGradients']>[0]): void {
        if (!this.leavesOut) super.applyGradients(gradients);
      }
    }
    class Telling extends OptimizerWrapper {
      readonly told = jest.fn();
      protected override updated(): void {
        this.told();
      }
    }

    it.each([
      ['in transform', Sparing],
      ['by keeping the gradients', Keeping],
    ])('is updated only when that is, %s', (_how, Leaving) => {
      const weight = tf.variable(tf.scalar(1));
      const leaving = new Leaving(tf.train.adam(0.1));
      const optimizer = new Telling(wrap(leaving));
      const update = () => optimizer.minimize(() => weight.mul(1).asScalar(), false, [weight]);
      for (const [leavesOut, told] of [
        [true, 0],
        [false, 1],
        [true, 1],
        [false, 2],
      ] as const) {
        leaving.leavesOut = leavesOut;
        update();
        expect(optimizer.told).toHaveBeenCalledTimes(told);
        expect(optimizer.iterations).toBe(told);
      }
    });

    it('gives no place for slots to a variable that had none', () => {
      const [loaded, renamed] = ['sparing/kernel', 'sparing/kernel_1'].map((name) =>
        tf.variable(tf.scalar(1), true, name),
      ) as [tf.Variable, tf.Variable];
      const leaving = new Sparing(tf.train.momentum(0.1, 0.9));
      const optimizer = wrap(leaving);
      const update = (weight: tf.Variable) =>
        optimizer.minimize(() => weight.mul(1).asScalar(), false, [weight]);
      update(loaded);
      leaving.leavesOut = false;
      update(renamed);
      update(renamed);
      const {accumulations} = leaving.inner as unknown as {accumulations: {originalName: string}[]};
      expect(accumulations.map(({originalName}) => originalName)).toEqual(['sparing/kernel_1/momentum']);
      for (const weight of [loaded, renamed]) weight.dispose();
    });
  });

  it('disposes what it holds, and a second time nothing', async () => {
    const model = deepModel(new OptimizerWrapper(tf.train.sgd(0.1)));
    const {numTensors} = tf.memory();
    const optimizer = wrap(scheduled(tf.train.adam(0.1), constant(0.1)));
    compile(model, optimizer);
    await ways['fit']!(model, 2);
    await optimizer.getWeights();
    optimizer.dispose();
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('lets a subclass change the gradients, and leaves out those that are missing', () => {
    class Doubled extends OptimizerWrapper {
      protected override transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] {
        return gradients.map(({name, tensor}) => ({name, tensor: tensor?.mul(2)}));
      }
    }
    const [used, unused] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
    const optimizer = new Doubled(new Doubled(tf.train.sgd(0.5)));
    optimizer.minimize(() => used.mul(1).asScalar(), false, [unused, used]);
    optimizer.applyGradients([{name: used.name, tensor: null}] as const);
    expect([used.dataSync()[0], unused.dataSync()[0]]).toEqual([-2, 0]);
    expect(optimizer.iterations).toBe(2);
  });

  describe('when an update throws', () => {
    const thrown = (name: string, rule: string, got: string, fix: string) =>
      new TypeError(`OptimizerWrapper: the gradient of \`${name}\` must ${rule}; got ${got}. ${fix}`);
    const setUp = () => {
      const [a, b] = [tf.variable(tf.ones([2])), tf.variable(tf.ones([2, 1]))];
      const optimizer = wrap(tf.train.adam(0.1));
      const step = (gradient: tf.Tensor, name = b.name) =>
        optimizer.applyGradients([
          {name: a.name, tensor: tf.ones([2])},
          {name, tensor: gradient},
        ]);
      step(tf.ones([2, 1]));
      const state = () => imprint([optimizer.inner, a, b]);
      return {b, optimizer, step, state, was: state()};
    };

    it('says which gradient does not fit, and is as before', () => {
      const {b, step, state, was} = setUp();
      const gone = tf.ones([2, 1]);
      gone.dispose();
      expect(() => step(tf.ones([3]))).toThrow(
        thrown(
          b.name,
          'have the shape [2, 1] of the variable',
          '[3]',
          'Reshape it, or sum it over the axes that were broadcast.',
        ),
      );
      expect(() => step(tf.ones([1]), 'none')).toThrow(
        thrown(
          'none',
          'be that of a variable',
          'a name that none has',
          'Use the `name` of a tf.Variable that is not disposed.',
        ),
      );
      expect(() => step(gone)).toThrow(
        thrown(b.name, 'be a tensor', 'a disposed one', 'Dispose of gradients after the update.'),
      );
      expect(state()).toEqual(was);
    });

    it('goes on as if it had not been tried', () => {
      const [tried, other] = [setUp(), setUp()];
      expect(() => tried.step(tf.ones([3]))).toThrow();
      expect(() => tried.step(tf.ones([3]), 'none')).toThrow();
      for (const {step} of [tried, other]) step(tf.ones([2, 1]));
      expect(tried.state()).toEqual(other.state());
    });

    it('leaves no tensor behind in a loop', () => {
      const {b, optimizer} = setUp();
      const {numTensors} = tf.memory();
      optimizer.inner.applyGradients = () => {
        throw new Error('no');
      };
      expect(() => optimizer.minimize(() => b.sum().asScalar(), true, [b])).toThrow(new Error('no'));
      expect(tf.memory().numTensors).toBe(numTensors);
    });

    it.each([0, 2])('is as before where its optimizer throws in the middle, after %d updates', (updates) => {
      let throws = false;
      class Breaking extends tf.AdamOptimizer {
        override applyGradients(gradients: never): void {
          super.applyGradients(gradients);
          if (throws) throw new Error('broken');
        }
      }
      const [a, b] = [tf.variable(tf.ones([2])), tf.variable(tf.ones([2]))];
      const optimizer = wrap(wrap(new Breaking(0.1, 0.9, 0.99)));
      const update = () => optimizer.minimize(() => a.mul(b).sum().asScalar(), false, [a, b]);
      for (let i = 0; i < updates; i += 1) update();
      const state = () => [
        optimizer.iterations,
        imprint([(optimizer.inner as OptimizerWrapper).inner, a, b]),
      ];
      const [was, {numTensors}] = [state(), tf.memory()];
      throws = true;
      expect(update).toThrow(new Error('broken'));
      expect(state()).toEqual(was);
      expect(tf.memory().numTensors).toBe(numTensors);
      throws = false;
      update();
      expect(optimizer.iterations).toBe(updates + 1);
    });

    it('says that the optimizer is disposed', () => {
      const {optimizer, step, b} = setUp();
      optimizer.dispose();
      expect(() => step(tf.ones([2, 1]))).toThrow(
        /^OptimizerWrapper: the gradient of `\w+` must meet an optimizer that is not disposed; got a disposed one\. Make a new optimizer\.$/,
      );
      expect(imprint(b)).toBeDefined();
    });

    it('says that a variable has another shape than one of that name had', () => {
      const optimizer = wrap(tf.train.momentum(0.1, 0.9));
      const make = (shape: number[]) => tf.variable(tf.ones(shape), true, 'reshaped');
      const old = make([2]);
      optimizer.minimize(() => old.sum().asScalar(), false, [old]);
      old.dispose();
      const fresh = make([3]);
      expect(() => optimizer.minimize(() => fresh.sum().asScalar(), false, [fresh])).toThrow(
        thrown(
          'reshaped',
          'have the shape [2] that was trained under this name',
          '[3]',
          'Give the variable another name, or make a new optimizer.',
        ),
      );
      expect([...fresh.dataSync()]).toEqual([1, 1, 1]);
    });
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['adam', '"adam"'],
    [{learningRate: 0.1}, '{learningRate}'],
    [tf.train.adam, 'a function'],
  ])('refuses %p as optimizer', (optimizer, shown) => {
    expect(() => new OptimizerWrapper(optimizer as never)).toThrow(
      new TypeError(
        `OptimizerWrapper: \`optimizer\` must be an optimizer, such as tf.train.adam(0.001); got ${shown}.`,
      ),
    );
  });
});
