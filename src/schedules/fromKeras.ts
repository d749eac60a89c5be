import {check} from '../internal/check.js';
import {show} from '../internal/show.js';
import {cosineDecay} from './cosineDecay.js';
import {cosineDecayRestarts} from './cosineDecayRestarts.js';
import {exponentialDecay} from './exponentialDecay.js';
import {inverseTimeDecay} from './inverseTimeDecay.js';
import {piecewiseConstantDecay} from './piecewiseConstantDecay.js';
import {polynomialDecay} from './polynomialDecay.js';
import type {Schedule} from './Schedule.js';

/** What `keras.optimizers.schedules.serialize()` gives, as JSON. */
export interface KerasSchedule {
  /** Not looked at. */
  readonly module?: string;
  /** Name of the class, such as `CosineDecay`. */
  readonly class_name: string;
  /** Its arguments, in Keras's spelling; those left out or null have Keras's defaults. */
  readonly config: object;
  /** Not looked at. */
  readonly registered_name?: string | null;
}

const factories: Readonly<Record<string, (options: never) => Schedule>> = {
  CosineDecay: cosineDecay,
  CosineDecayRestarts: cosineDecayRestarts,
  ExponentialDecay: exponentialDecay,
  InverseTimeDecay: inverseTimeDecay,
  PiecewiseConstantDecay: piecewiseConstantDecay,
  PolynomialDecay: polynomialDecay,
};

/**
 * The schedule that Keras has written down: a training script's own moves here unchanged.
 *
 * In Python, `json.dumps(keras.optimizers.schedules.serialize(schedule))` writes it; an optimizer's `get_config()` holds
 * it as `learning_rate`.
 *
 * @param config - The JSON, parsed.
 * @throws TypeError when it is no such config, or one of an unknown class (the error names those that are known);
 * RangeError or TypeError of the schedule when an argument breaks its rule.
 *
 * @example
 * ```ts
 * const rate = fromKeras({
 *   module: 'keras.optimizers.schedules',
 *   class_name: 'CosineDecay',
 *   config: {initial_learning_rate: 0.0, decay_steps: 80, alpha: 0.0, name: 'CosineDecay', warmup_target: 0.1, warmup_steps: 20},
 *   registered_name: null,
 * });
 * rate(20);  // 0.1
 * rate(60);  // 0.05
 * rate(120); // 0
 * ```
 *
 * @see {@link https://keras.io/api/optimizers/learning_rate_schedules/ | Keras}
 */
export function fromKeras(config: KerasSchedule): Schedule {
  check('fromKeras', 'config', config, {
    must: 'what keras.optimizers.schedules.serialize() gives, {class_name, config}',
    kind: (value) => isObject(value) && isObject(value['config']),
  });
  const {class_name: name, config: args} = config;
  if (!Object.hasOwn(factories, name)) {
    throw new TypeError(
      `fromKeras: \`class_name\` must be ${Object.keys(factories).join(', ')}; got ${show(name)}.`,
    );
  }
  return factories[name]!(camelCased(args) as never);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Keras's arguments in our spelling, without the name that it gives every schedule. */
function camelCased(args: object): object {
  const given = Object.entries(args).filter(([name, value]) => name !== 'name' && value !== null);
  return Object.fromEntries(
    given.map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
