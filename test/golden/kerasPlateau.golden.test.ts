import {beforeEach, describe, expect, it, jest} from '@jest/globals';
import {reduceLROnPlateau, type ReduceLROnPlateauOptions} from 'tfjs-callbacks';
import {direction} from '../../src/internal/objective';
import {expectClose} from '../helpers/expectClose';
import {golden} from '../helpers/golden';
import {plateauRates, plateauTrace} from '../helpers/plateauRates';

type Metrics = (number | null)[];

const {cases, meta, tolerance, toleranceFloat32} = golden('01a');

const startsWithNaN = (metrics: Metrics) => Number.isNaN(metrics.find((value) => value !== null));

function optionsOf(args: Record<string, unknown>): ReduceLROnPlateauOptions {
  const {monitor, mode, factor, patience, min_delta: minDelta, cooldown, min_lr: minLr} = args;
  return {monitor, mode, factor, patience, minDelta, cooldown, minLr} as ReduceLROnPlateauOptions;
}

/** A best as the state shows it. */
const shown = (best: number | null) => (best === null || Number.isFinite(best) ? best : String(best));

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

describe('ReduceLROnPlateau counts and reduces as Keras', () => {
  it.each(cases.filter(({input}) => !startsWithNaN(input.metrics)))(
    '$name',
    async ({args, input, expected}) => {
      const trace = await plateauTrace(input.metrics, input.initial_lr, optionsOf(args));
      expectClose(trace.rates, expected.lr, tolerance, 'lr');
      expectClose(trace.rates, expected.lr_float32, toleranceFloat32, 'lr_float32');
      expect(trace.waits).toEqual(expected.wait);
      expect(trace.cooldowns).toEqual(expected.cooldown_counter);
      expect(trace.bests.at(-1)).toEqual(shown(expected.best));
      if (expected.logged_lr_is_lr_before_reduction) {
        expect(trace.logged).toEqual([input.initial_lr, ...trace.rates.slice(0, -1)]);
      }
    },
  );
});

describe('ReduceLROnPlateau deviates from Keras when NaN comes first: it is a bad epoch and not the best', () => {
  const nanFirst = cases.filter(({input}) => startsWithNaN(input.metrics));

  it('has such cases', () => expect(nanFirst.length).toBeGreaterThan(0));

  it.each(nanFirst)('$name', async ({args, input}) => {
    const metrics = input.metrics as Metrics;
    const hopeless = direction('test', args.monitor, args.mode) === 'max' ? -1e9 : 1e9;
    const firstNumber = metrics.findIndex((value) => value !== null && !Number.isNaN(value));
    const leading = firstNumber === -1 ? metrics.length : firstNumber;
    const asIfHopeless = metrics.map((value, epoch) =>
      epoch < leading && value !== null ? hopeless : value,
    );

    const trace = await plateauTrace(metrics, input.initial_lr, optionsOf(args));
    const same = await plateauTrace([hopeless, ...asIfHopeless], input.initial_lr, optionsOf(args));
    expect(trace.rates).toEqual(same.rates.slice(1));
    expect(trace.waits).toEqual(same.waits.slice(1));
  });
});

describe('ReduceLROnPlateau with mode auto', () => {
  interface Direction {
    compiled_metrics: string[];
    monitor: string;
    direction: string;
  }
  const directions = meta.auto_direction as Direction[];
  const known = directions.filter(({direction}) => direction === 'min' || direction === 'max');
  const refused = directions.filter(({direction}) => direction.startsWith('ValueError'));

  it.each(known)('takes $monitor for a metric to $direction', async ({monitor, direction}) => {
    const rising = await plateauRates([1, 2, 3], {monitor, patience: 1});
    expect(rising).toEqual(direction === 'max' ? [1, 1, 1] : [1, 0.5, 0.25]);
  });

  it.each(refused.filter(({monitor}) => monitor !== 'val_acc'))('refuses $monitor', ({monitor}) => {
    expect(() => reduceLROnPlateau({monitor})).toThrow(
      `ReduceLROnPlateau: \`mode\` must be 'min' or 'max' for \`${monitor}\`, which 'auto' does not know.`,
    );
  });

  it('deviates from Keras for val_acc of a model compiled with accuracy: in tfjs that is its name', async () => {
    expect(refused.map(({monitor}) => monitor)).toContain('val_acc');
    expect(await plateauRates([1, 2, 3], {monitor: 'val_acc', patience: 1})).toEqual([1, 1, 1]);
  });
});

describe('ReduceLROnPlateau deviates from Keras in refusing options that cannot be meant', () => {
  interface Constructed {
    args: {factor?: number; mode?: string; patience?: number};
  }

  it.each(meta.constructor as Constructed[])('$args', ({args}) => {
    expect(() => reduceLROnPlateau(args as ReduceLROnPlateauOptions)).toThrow(
      /^ReduceLROnPlateau: `\w+` must be /,
    );
  });
});
