import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {captureTrainingState, trainingStateFromArtifacts, type TrainingStateArtifacts} from 'tfjs-callbacks';
import {rateOf, writeBase, writeScaled} from '../../src/optimizers/rate';
import {tinyModel} from '../helpers/models';
import {imprint} from '../helpers/imprint';
import {optimizers} from '../helpers/optimizers';
import {Halving} from './Halving';
import {mixed, stateOf} from './models';

async function artifactsOf(model: tf.LayersModel): Promise<TrainingStateArtifacts> {
  const state = captureTrainingState(model);
  const artifacts = await state.toArtifacts();
  state.dispose();
  return artifacts;
}

/** As a place would keep them that has JSON and bytes. */
function kept({data, ...rest}: TrainingStateArtifacts): TrainingStateArtifacts {
  const parsed = JSON.parse(JSON.stringify(rest)) as Omit<TrainingStateArtifacts, 'data'>;
  return {...parsed, data: Uint8Array.from(new Uint8Array(data)).buffer};
}

const dense = (layer: Partial<Parameters<typeof tf.layers.dense>[0]> = {}): tf.Sequential => {
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 2, inputShape: [3], name: 'd', ...layer})],
  });
  model.compile({optimizer: tf.train.adam(0.1), loss: 'meanSquaredError'});
  return model;
};

describe('trainingStateFromArtifacts', () => {
  describe.each(optimizers)('with %s', (_name, make) => {
    it.each([0, 2])('goes on in another model after %i epochs as if nothing had been', async (epochs) => {
      const {model, fit} = mixed(make(0.05));
      await fit(epochs);
      const artifacts = kept(await artifactsOf(model));

      const other = mixed(make(0.3), 7);
      await other.fit(1);
      const was = stateOf(other.model);
      const loaded = trainingStateFromArtifacts(other.model, artifacts);
      expect(stateOf(other.model)).toEqual(was);
      loaded.restore();
      expect(stateOf(other.model)).toEqual(stateOf(model));
      await fit(1);
      await other.fit(1);
      expect(stateOf(other.model)).toEqual(stateOf(model));
      loaded.restore();
      await other.fit(1);
      expect(stateOf(other.model)).toEqual(stateOf(model));
    });
  });

  it('leaves no tensor over', async () => {
    const {model, fit} = mixed(tf.train.momentum(0.1, 0.9));
    await fit(1);
    const {numTensors} = tf.memory();
    const loaded = trainingStateFromArtifacts(model, await artifactsOf(model));
    loaded.restore();
    expect(await loaded.toArtifacts()).toEqual(await artifactsOf(model));
    loaded.restore();
    loaded.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('fits the model that tfjs loads, whose variables have other names', async () => {
    const model = dense();
    const artifacts = await artifactsOf(model);
    const copy = await tf.models.modelFromJSON(model.toJSON(undefined, false) as unknown as tf.io.ModelJSON);
    copy.compile({optimizer: tf.train.adam(0.1), loss: 'meanSquaredError'});
    expect(copy.weights[0]!.name).not.toBe(model.weights[0]!.name);
    trainingStateFromArtifacts(copy, artifacts).restore();
    expect(stateOf(copy)).toEqual(stateOf(model));
  });

  it('brings numbers that JSON has not, and the rate as base and scale', async () => {
    const model = dense();
    const values = tf.tensor2d([NaN, Infinity, -Infinity, -0, 1e-45, 0.1], [3, 2]);
    (model.weights[0]!.read() as tf.Variable).assign(values);
    Object.assign(model.optimizer, {beta1: NaN, beta2: -0, epsilon: -Infinity, iterations_: undefined});
    writeBase('test', model.optimizer, 0.2);
    writeScaled('test', model.optimizer, 0.05);
    const other = dense();
    trainingStateFromArtifacts(other, kept(await artifactsOf(model))).restore();
    expect(stateOf(other)).toEqual(stateOf(model));
    expect(other.optimizer).toMatchObject({beta1: NaN, beta2: -0, epsilon: -Infinity});
    expect(rateOf('test', other.optimizer)).toEqual(rateOf('test', model.optimizer));
  });

  it('brings the state of an optimizer within another', async () => {
    const [model, other] = [dense(), dense()];
    const [saved, target] = [new Halving(tf.train.adam(0.1)), new Halving(tf.train.adam(0.2))];
    model.compile({optimizer: saved, loss: 'meanSquaredError'});
    other.compile({optimizer: target, loss: 'meanSquaredError'});
    await model.fit(tf.ones([1, 3]), tf.ones([1, 2]), {verbose: 0});
    const {foreign} = target;
    trainingStateFromArtifacts(other, kept(await artifactsOf(model))).restore();
    expect(target.steps).toEqual([0]);
    expect(target.foreign).toBe(foreign);
    expect(imprint(target.inner)).toEqual(imprint(saved.inner));
  });

  it('takes weights alone where there was no optimizer, and leaves that of the model', async () => {
    const bare = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], name: 'd'})]});
    const model = dense();
    const {optimizer} = stateOf(model) as {optimizer: unknown};
    trainingStateFromArtifacts(model, await artifactsOf(bare)).restore();
    expect(stateOf(model)).toEqual({...(stateOf(bare) as object), optimizer});
  });

  it('brings weights alone to a model in which a layer is frozen', async () => {
    const nested = () => {
      const layers = ['a', 'b'].map((name) => tf.layers.dense({units: 2, inputShape: [2], name}));
      return {first: layers[0]!, model: tf.sequential({layers: [tf.sequential({layers})]})};
    };
    const [saved, target] = [nested(), nested()];
    target.first.trainable = false;
    trainingStateFromArtifacts(target.model, await artifactsOf(saved.model)).restore();
    expect(target.first.getWeights()[0]!.dataSync()).toEqual(saved.first.getWeights()[0]!.dataSync());
  });

  it('does not mind in which order the names of the JSON are', async () => {
    const model = dense();
    const {data, ...rest} = await artifactsOf(model);
    const turned = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, field]) => [name, turned(field)]),
          );
    expect(() => trainingStateFromArtifacts(model, {...(turned(rest) as typeof rest), data})).not.toThrow();
  });

  describe('refuses', () => {
    const model = dense();
    const refusal = async (change: (artifacts: TrainingStateArtifacts) => unknown, target = model) => {
      const was = stateOf(target);
      const artifacts = await artifactsOf(model);
      const changed = change(artifacts) as TrainingStateArtifacts;
      const {numTensors} = tf.memory();
      let message = '';
      try {
        trainingStateFromArtifacts(target, changed);
      } catch (error) {
        message = `${(error as Error).name}: ${(error as Error).message}`;
      }
      expect(stateOf(target)).toEqual(was);
      expect(tf.memory().numTensors).toBe(numTensors);
      return message.replace(/\d{6,}/g, 'N');
    };
    const altered =
      'TypeError: trainingStateFromArtifacts: `artifacts.checksum` must be N for this content, which is truncated or altered; got N.';

    it.each<[what: string, change: (artifacts: TrainingStateArtifacts) => unknown, message: string]>([
      ['cut-off data', ({data, ...rest}) => ({...rest, data: data.slice(0, -4)}), altered],
      ['no data', (artifacts) => ({...artifacts, data: new ArrayBuffer(0)}), altered],
      [
        'an altered bit',
        (artifacts) => {
          new Uint8Array(artifacts.data)[9]! ^= 1;
          return artifacts;
        },
        altered,
      ],
      [
        'an altered number',
        (artifacts) => {
          const text = JSON.stringify(artifacts.json).replace('0.999', '0.998');
          return {...artifacts, json: JSON.parse(text) as object};
        },
        altered,
      ],
      [
        'what is none',
        () => undefined,
        'TypeError: trainingStateFromArtifacts: `artifacts.format` must be "tfjs-callbacks training state"; got undefined.',
      ],
      [
        'another version',
        (artifacts) => ({...artifacts, version: 2}),
        'TypeError: trainingStateFromArtifacts: `artifacts.version` must be 1; got 2.',
      ],
      [
        'no JSON',
        ({json: _json, ...rest}) => rest,
        'TypeError: trainingStateFromArtifacts: `artifacts.json` must be an object; got undefined.',
      ],
      [
        'data of another kind',
        (artifacts) => ({...artifacts, data: new Uint8Array(artifacts.data)}),
        'TypeError: trainingStateFromArtifacts: `artifacts.data` must be an ArrayBuffer; got an instance of Uint8Array.',
      ],
    ])('%s', async (_what, change, message) => {
      expect(await refusal(change)).toBe(message);
    });

    const frozen = dense({trainable: false});
    const more = tf.sequential({layers: [...dense().layers, tf.layers.dense({units: 1, name: 'e'})]});
    more.compile({optimizer: tf.train.adam(0.1), loss: 'meanSquaredError'});
    const bySgd = dense();
    bySgd.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError'});
    const bare = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], name: 'd'})]});

    it.each<[what: string, target: tf.Sequential, must: string]>([
      [
        'a weight of another shape',
        dense({units: 4}),
        'have as weight 0 what was captured, d/kernel (float32 [3, 2]); got d/kernel (float32 [3, 4])',
      ],
      [
        'a weight of another name',
        dense({name: 'other'}),
        'have as weight 0 what was captured, d/kernel (float32 [3, 2]); got other/kernel (float32 [3, 2])',
      ],
      [
        'a weight too few',
        dense({useBias: false}),
        'have as weight 1 what was captured, d/bias (float32 [2]); got none',
      ],
      ['a weight too many', more, 'have as weight 2 what was captured, none; got e/kernel (float32 [2, 1])'],
      [
        'a frozen weight',
        frozen,
        'have as weight 0 what was captured, d/kernel (float32 [3, 2]); got d/kernel (float32 [3, 2], not trained)',
      ],
      ['another optimizer', bySgd, 'have the optimizer Adam, as when it was captured; got optimizer SGD'],
      ['no optimizer', bare, 'have the optimizer Adam, as when it was captured; got undefined'],
    ])('a model with %s', async (_what, target, must) => {
      expect(await refusal((artifacts) => artifacts, target)).toBe(
        `TypeError: trainingStateFromArtifacts: \`model\` must ${must}.`,
      );
    });

    it('a stateful layer of another batch', async () => {
      const stateful = (batch: number) =>
        tf.sequential({
          layers: [tf.layers.lstm({units: 1, stateful: true, batchInputShape: [batch, 2, 1], name: 'l'})],
        });
      const artifacts = await artifactsOf(stateful(2));
      expect(() => trainingStateFromArtifacts(stateful(3), artifacts)).toThrow(
        new TypeError(
          'trainingStateFromArtifacts: `model` must have as stateful layer 0 what was captured, ' +
            'states of shape [[2,1],[2,1]]; got states of shape [[3,1],[3,1]].',
        ),
      );
    });

    it('what is no model, or is disposed', async () => {
      const artifacts = await artifactsOf(tinyModel());
      expect(() => trainingStateFromArtifacts({} as never, artifacts)).toThrow(
        new TypeError(
          'trainingStateFromArtifacts: `model` must be a tf.LayersModel or tf.Sequential; got {}.',
        ),
      );
      const gone = dense();
      gone.dispose();
      expect(() => trainingStateFromArtifacts(gone, artifacts)).toThrow(
        new TypeError('trainingStateFromArtifacts: `model` must not be disposed; got one whose d/kernel is.'),
      );
    });
  });
});
