import {beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {modelCheckpoint, type ModelCheckpoint, type ModelCheckpointOptions} from 'tfjs-callbacks';
import {caseCounts} from '../helpers/caseCounts';
import {golden, type GoldenCase} from '../helpers/golden';
import {tinyModel} from '../helpers/models';

type Metrics = (number | null)[];

const {cases, meta} = golden('13b');
const {held, deviating, itHasRunEveryCase} = caseCounts('13b', cases, () => 'ModelCheckpoint');

const scheme = 'recorded://';
const recorded: string[] = [];
const router = (url: string | string[]): tf.io.IOHandler | null => {
  if (Array.isArray(url) || !url.startsWith(scheme)) return null;
  return tf.io.withSaveHandler(async (artifacts) => {
    recorded.push(url.slice(scheme.length));
    return {modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts)};
  });
};
tf.io.registerSaveRouter(router as Parameters<typeof tf.io.registerSaveRouter>[0]);

function optionsOf(args: GoldenCase['args']): ModelCheckpointOptions {
  return {
    filepath: scheme + args.filepath,
    monitor: args.monitor,
    mode: args.mode,
    saveBestOnly: args.save_best_only,
    saveWeightsOnly: args.save_weights_only,
    initialValueThreshold: args.initial_value_threshold,
    ...(args.save_freq && {saveFreq: args.save_freq}),
  };
}

interface Trace {
  savedAt: (number | [number, number])[];
  best: number | null;
  filepaths: string[];
}

/** Runs the hooks over the metrics (null: missing), as a fit does. */
async function traceOf({args, input}: GoldenCase, metrics: Metrics): Promise<Trace> {
  const model = tinyModel();
  const callback: ModelCheckpoint = modelCheckpoint(optionsOf(args));
  callback.setModel(model);
  await callback.onTrainBegin();
  recorded.length = 0;
  const savedAt: Trace['savedAt'] = [];
  const after = (moment: Trace['savedAt'][0]) => {
    if (recorded.length > savedAt.length) savedAt.push(moment);
  };
  for (const [epoch, value] of metrics.entries()) {
    await callback.onEpochBegin(epoch);
    const several = String(input.note).includes('e % 7 == 3') && epoch % 7 === 3;
    const logs = (one: unknown) =>
      (one === null ? {} : {[args.monitor]: several ? [one, one] : one}) as tf.Logs;
    for (let batch = 0; batch < input.batches_per_epoch; batch += 1) {
      await callback.onBatchEnd(batch, logs(value === null ? null : value + 0.01 * batch));
      after([epoch, batch]);
    }
    await callback.onEpochEnd(epoch, logs(value));
    after(epoch);
  }
  model.dispose();
  return {savedAt, best: callback.best ?? null, filepaths: [...recorded]};
}

const startsWithNaN = (metrics: Metrics) => Number.isNaN(metrics.find((value) => value !== null));

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

describe('ModelCheckpoint saves when Keras does, under its names', () => {
  held(
    cases.filter(({input}) => !startsWithNaN(input.metrics)),
    async (one) => {
      const {savedAt, best, filepaths} = await traceOf(one, one.input.metrics);
      expect(savedAt).toEqual(one.expected.saved_at);
      expect(best).toEqual(one.expected.best);
      const {length} = one.expected.saved_at;
      expect(filepaths).toEqual(one.expected.filepaths ?? Array(length).fill(one.args.filepath));
    },
  );
});

describe('ModelCheckpoint deviates from Keras when NaN comes first: it is not saved, and not the best', () => {
  deviating(
    cases.filter(({input}) => startsWithNaN(input.metrics)),
    async (one) => {
      const metrics = one.input.metrics as Metrics;
      const firstNumber = metrics.findIndex((value) => !Number.isNaN(value));
      const trace = await traceOf(one, metrics);
      const without = await traceOf(one, metrics.slice(firstNumber));
      expect(trace.savedAt).toEqual(without.savedAt.map((epoch) => Number(epoch) + firstNumber));
      expect(trace.savedAt.length).toBeGreaterThan(0);
      expect(trace.best).toBe(without.best);
      // What Keras does: the NaN is the best for ever.
      expect(one.expected.saved_at).toEqual([0]);
    },
  );
});

describe('ModelCheckpoint refuses what Keras refuses, but for the ends of file names', () => {
  interface Constructed {
    args: {filepath: string; save_freq?: string};
    error: string | null;
  }
  const constructed = meta.constructor as Constructed[];
  const isOfNames = ({error}: Constructed) => error?.includes('must end in') === true;

  it.each(constructed.filter((one) => one.error && !isOfNames(one)))('refuses $args', ({args}) => {
    expect(() => modelCheckpoint(optionsOf(args))).toThrow(/^ModelCheckpoint: `\w+` must be /);
  });

  it.each(constructed.filter((one) => !one.error || isOfNames(one)))('takes $args', ({args}) => {
    expect(() => modelCheckpoint(optionsOf(args))).not.toThrow();
  });
});

itHasRunEveryCase();
