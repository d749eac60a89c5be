import {beforeEach, describe, expect, it, jest} from '@jest/globals';
import type {EarlyStoppingOptions} from 'tfjs-callbacks';
import {direction} from '../../src/internal/objective';
import {caseCounts} from '../helpers/caseCounts';
import {golden, type GoldenCase} from '../helpers/golden';
import {stoppingTrace} from '../helpers/stoppingTrace';

type Metrics = (number | null)[];

const {cases} = golden('13a');
const {held, deviating, itHasRunEveryCase} = caseCounts('13a', cases, () => 'EarlyStopping');

function optionsOf({args}: GoldenCase): EarlyStoppingOptions {
  const {monitor, mode, patience, min_delta: minDelta, baseline, start_from_epoch: startFromEpoch} = args;
  const {restore_best_weights: restoreBestWeights} = args;
  return {
    ...{monitor, mode, patience, minDelta, restoreBestWeights},
    ...(typeof baseline === 'number' && {baseline}),
    ...(startFromEpoch !== undefined && {startFromEpoch}),
  };
}

/** Where the first value that is looked at is NaN: how many there are before the first number. */
function leadingNaNs({args, input}: GoldenCase): number[] {
  const epochs: number[] = [];
  for (const [epoch, value] of (input.metrics as Metrics).entries()) {
    if (value === null || epoch < (args.start_from_epoch ?? 0)) continue;
    if (!Number.isNaN(value)) break;
    epochs.push(epoch);
  }
  return epochs;
}

const startsWithNaN = (one: GoldenCase) => leadingNaNs(one).length > 0;

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

describe('EarlyStopping counts, stops and restores as Keras', () => {
  held(
    cases.filter((one) => !startsWithNaN(one)),
    async (one) => {
      const {input, expected} = one;
      const trace = await stoppingTrace(input.metrics, optionsOf(one));
      expect(trace.waits).toEqual(expected.wait);
      expect(trace.waits).toHaveLength(expected.epochs_run);
      expect(trace.stopped?.epoch ?? null).toBe(expected.stop_epoch);
      expect(trace.stopped?.reason).toBe(expected.stop_epoch === null ? undefined : 'patience');
      expect(trace.best).toEqual({epoch: expected.best_epoch, value: expected.best});
      expect(trace.weightsFrom).toBe(expected.weights_after_train_end_are_from_epoch);
    },
  );
});

describe('EarlyStopping deviates from Keras when NaN comes first: it is a bad epoch and not the best', () => {
  deviating(cases.filter(startsWithNaN), async (one) => {
    const {args, input} = one;
    const hopeless = direction('test', args.monitor, args.mode) === 'max' ? -1e9 : 1e9;
    const leading = leadingNaNs(one);
    const asIfHopeless = (input.metrics as Metrics).map((value, epoch) =>
      leading.includes(epoch) ? hopeless : value,
    );

    const trace = await stoppingTrace(input.metrics, optionsOf(one));
    const state = {best: {epoch: -1, value: hopeless}, wait: 0};
    const same = await stoppingTrace(asIfHopeless, optionsOf(one), {state});
    expect(trace.waits).toEqual(same.waits);
    expect(trace.stopped?.epoch).toBe(same.stopped?.epoch);
    expect(trace.best).toEqual(same.best?.epoch === -1 ? undefined : same.best);
    expect(trace.weightsFrom).toBe(same.weightsFrom);
  });
});

describe('the file of EarlyStopping', () => {
  itHasRunEveryCase();
  it('has cases of both kinds', () => {
    expect(new Set(cases.map(startsWithNaN))).toEqual(new Set([false, true]));
  });
});
