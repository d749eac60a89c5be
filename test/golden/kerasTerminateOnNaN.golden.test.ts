import {beforeEach, describe, expect, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {terminateOnNaN} from 'tfjs-callbacks';
import {caseCounts} from '../helpers/caseCounts';
import {golden} from '../helpers/golden';
import {tinyModel} from '../helpers/models';

const {cases} = golden('13c');
const {held, itHasRunEveryCase} = caseCounts('13c', cases, () => 'TerminateOnNaN');

const isFit = ({input}: (typeof cases)[number]) => input.epochs !== undefined;

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

describe('TerminateOnNaN stops or throws after the same batch as Keras', () => {
  held(
    cases.filter((one) => !isFit(one)),
    async ({args, input, expected}) => {
      const model = tinyModel();
      const callback = terminateOnNaN({raiseError: args.raise_error});
      callback.setModel(model);
      await callback.onTrainBegin();
      await callback.onEpochBegin(0);

      const losses = input.batch_losses as (number | null)[];
      let batch = 0;
      let error: unknown;
      model.stopTraining = false;
      for (; batch < losses.length && !model.stopTraining; batch++) {
        const value = losses[batch]!;
        const logs = value === null ? {} : {loss: tf.scalar(value)};
        await callback
          .onBatchEnd(batch, logs as unknown as tf.Logs)
          .catch((thrown: unknown) => (error = thrown));
        tf.dispose(logs);
        if (error) break;
      }
      const stopBatch = model.stopTraining && !error ? batch - 1 : null;
      expect(stopBatch).toBe(expected.stop_batch);
      expect(error !== undefined).toBe(expected.error !== null);
      if (error) {
        // In the text of Keras the batch stands as well.
        expect(expected.error).toContain(`at batch ${batch}.`);
        expect(callback.stopped).toEqual({epoch: 0, batch, loss: losses[batch]});
      }
    },
  );
});

describe('TerminateOnNaN ends a real fit with the events of Keras', () => {
  held(cases.filter(isFit), async ({input, expected}) => {
    const {epochs, batches_per_epoch: batches, nan_batch: bad} = input;
    const model = tinyModel(tf.train.sgd(0));
    const x = tf.ones([2 * batches, 2]);
    const y = tf.tensor2d(Array.from({length: 2 * batches}, (_, row) => [row === 2 * bad ? NaN : 1]));
    const events: unknown[][] = [];
    const number = (loss: number) => (Number.isFinite(loss) ? 'finite' : loss);
    const log = new tf.CustomCallback({
      onBatchEnd: (batch, logs) => void events.push(['batch_end', batch, number(logs!['loss']!)]),
      onEpochEnd: (epoch, logs) => void events.push(['epoch_end', epoch, number(logs!['loss']!)]),
      onTrainEnd: () => void events.push(['train_end']),
    });
    await model.fit(x, y, {
      ...{epochs, batchSize: 2, shuffle: false, verbose: 0},
      callbacks: [terminateOnNaN(), log],
    });
    const wanted = (expected.events as unknown[][]).map((event) =>
      event.map((part, i) => (i === 2 ? number(part as number) : part)),
    );
    expect(events).toEqual(wanted);
  });
});

describe('the file of TerminateOnNaN', () => {
  itHasRunEveryCase();
});
