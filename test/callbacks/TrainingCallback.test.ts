import {afterEach, describe, expect, it, jest} from '@jest/globals';
import type * as tf from '@tensorflow/tfjs';
import {combine, TrainingCallback} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

/** Keeps what it sees of a metric: a subclass as a user would write one. */
class Watch extends TrainingCallback<{seen: (number | undefined)[]}> {
  seen: (number | undefined)[] = [];

  constructor(private readonly name: string) {
    super('Watch');
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.seen = this.takeState()?.seen ?? [];
  }

  override async onEpochEnd(_epoch: number, logs: tf.Logs = {}): Promise<void> {
    this.seen.push(await this.metric(this.name, logs));
  }

  protected override currentState() {
    return {seen: this.seen};
  }
}

const fit = (callbacks: tf.Callback[]) =>
  tinyModel().fit(x, y, {epochs: 2, validationData: [x, y], verbose: 0, callbacks});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('TrainingCallback', () => {
  it('lets a subclass read a metric that is a tensor, or a number behind a callback that has read it', async () => {
    const [first, last] = [new Watch('val_mae'), new Watch('val_mae')];
    const {history} = await fit(combine([first, {onEpochEnd() {}}, last]) as tf.Callback[]);
    expect(first.seen).toEqual(history['val_mae']);
    expect(last.seen).toEqual(history['val_mae']);
  });

  it('warns in its name, once in a run', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const watch = new Watch('val_acc');
    await fit([watch]);
    expect(watch.seen).toEqual([undefined, undefined]);
    expect(warn.mock.calls.flat().filter((line) => String(line).startsWith('Watch'))).toEqual([
      'Watch: there is no metric `val_acc`; there are: val_loss, val_mae, loss, mae.',
    ]);
    warn.mockClear();
    await fit([watch]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('keeps a state for exactly the next fit', async () => {
    const watch = new Watch('loss');
    watch.setState({seen: [7]});
    await fit([watch]);
    expect(watch.seen).toHaveLength(3);
    await fit([watch]);
    expect(watch.seen).toHaveLength(2);
  });

  it('names itself, and shows the list to write, when it was given no model', async () => {
    await expect(new Watch('loss').onTrainBegin()).rejects.toThrow(
      new TypeError(
        'Watch: got no model; behind a plain object write ' + 'combine([…]), of two copies of tfjs load one.',
      ),
    );
  });

  it('has no state unless a subclass says so', () => {
    expect(new TrainingCallback('Mine').getState()).toEqual({});
  });
});
