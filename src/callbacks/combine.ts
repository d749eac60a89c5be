import {
  Callback,
  CustomCallback,
  type CallbackList,
  type CustomCallbackArgs,
  type Logs,
} from '@tensorflow/tfjs';
import {check, checkOptions, type Rule} from '../internal/check.js';
import {macrotask} from '../internal/macrotask.js';
import {nearest} from '../internal/nearest.js';
import {show} from '../internal/show.js';
import {endAnyway} from './endAnyway.js';
import {LambdaCallback} from './LambdaCallback.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'combine';

const hooks = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
  'onYield',
];
const known = [...hooks, 'nowFunc', 'nextFrameFunc', 'setParams', 'setModel'];

/** What `fit` takes as a list. */
export type CallbackInstance = CallbackList['callbacks'][number];

/** What {@link combine} takes: an instance, an object with hooks, or nothing. */
export type Combinable =
  | CallbackInstance
  | CustomCallbackArgs
  | {readonly [hook: string]: (index: number, logs: Logs) => unknown}
  | null
  | undefined
  | false;

/** Options of {@link combine}. */
export interface CombineOptions {
  /** How often training lets the page live, as in `fit`, which does not look at its own option here. @defaultValue 'auto' */
  yieldEvery?: 'auto' | 'batch' | 'epoch' | 'never' | number;
}

const yieldEveryRule: Rule = {
  must: "'auto', 'batch', 'epoch', 'never' or a number of milliseconds > 0",
  kind: (value) => typeof value === 'string' || typeof value === 'number',
  test: (value: string | number) =>
    typeof value === 'number' ? value > 0 : ['auto', 'batch', 'epoch', 'never'].includes(value),
};

// In place of tfjs's animation frame, which never comes in a hidden tab. Between two of them a page draws one.
const yielding = {nextFrameFunc: () => macrotask().then(macrotask)};

// tfjs exports the class that it tests entries against by no name of its own.
const BaseCallback = Object.getPrototypeOf(Callback) as new () => CallbackInstance;

/**
 * Makes one list for `fit` of callbacks of every kind, in any order: instances of classes, plain objects with hooks, such
 * as those of tfjs-vis, and callbacks of other libraries.
 *
 * tfjs takes a list as it is or rewrites all of it, by its first entry alone: an instance behind a plain object loses its
 * model, a plain object behind an instance throws. Here every entry gets what it needs, hooks keep their `this`, and
 * training goes on letting the page live, and goes on itself in a hidden tab. Lists may be nested; `null`, `undefined` and
 * `false` are left out.
 *
 * When a fit throws, in a hook or by itself, tfjs calls no hook any more. Here `onTrainEnd` of the others is called, as in a
 * `finally`: of each entry whose `onTrainBegin` had come to its end and whose `onTrainEnd` had not been called, in the order
 * of the list. The error of the fit stays the one it rejects with; one in such an `onTrainEnd` is a warning. `fit` does not
 * wait for what is asynchronous in it. The callbacks of this library clean up by themselves, in any list; a
 * {@link LambdaCallback} is an entry like others.
 *
 * @throws TypeError when an entry is no callback, or has a hook that tfjs would never call; RangeError or TypeError when
 * an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * await model.fit(x, y, {
 *   epochs: 50,
 *   callbacks: combine([
 *     reduceLROnPlateau({monitor: 'loss'}),
 *     tfvis.show.fitCallbacks(surface, ['loss', 'learning_rate']),
 *     {onEpochEnd: (epoch, logs) => console.log(epoch, logs)},
 *     tf.callbacks.earlyStopping({monitor: 'loss'}),
 *   ]),
 * });
 * ```
 */
export function combine(
  callbacks: readonly (Combinable | readonly Combinable[])[],
  options: CombineOptions = {},
): CallbackInstance[] {
  check(owner, 'callbacks', callbacks, {must: 'a list of callbacks', kind: Array.isArray});
  checkOptions(owner, options, {yieldEvery: yieldEveryRule});
  const {yieldEvery = 'auto'} = options;

  const entries = callbacks
    .flat(Infinity)
    .filter((entry) => entry !== null && entry !== undefined && entry !== false);
  const list = entries.map((entry) => {
    checkHooks(entry);
    // Ours see to it themselves, in other lists as well.
    if (entry instanceof TrainingCallback && !(entry instanceof LambdaCallback)) return entry;
    return endAnyway(entry instanceof BaseCallback ? entry : adapted(entry, yieldEvery));
  });
  const yields = list.some(
    (entry) =>
      entry instanceof CustomCallback || (yieldEvery === 'auto' && entry instanceof TrainingCallback),
  );
  return yields ? list : [...list, endAnyway(new CustomCallback(yielding, yieldEvery))];
}

/** An object's hooks, with their own `this`, as a callback of tfjs. */
function adapted(entry: object, yieldEvery: NonNullable<CombineOptions['yieldEvery']>): CallbackInstance {
  const members = entry as Record<string, unknown>;
  const bound = (names: string[]) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const member = members[name];
        return typeof member === 'function' ? [[name, member.bind(entry) as () => void]] : [];
      }),
    );
  const args = {...yielding, ...bound([...hooks, 'nowFunc', 'nextFrameFunc'])};
  const callback = new CustomCallback(args, yieldEvery);
  Object.assign(callback, bound(['setParams', 'setModel']));
  // A tf.Callback of another copy of tfjs refuses the models of this one.
  if ('validationData' in members) callback.setModel = (model) => Object.assign(members, {model});
  return callback;
}

function checkHooks(entry: unknown): asserts entry is object {
  if (typeof entry !== 'object' || entry === null) {
    throw new TypeError(
      `${owner}: \`callbacks\` must hold instances and objects with hooks; got ${show(entry)}.`,
    );
  }
  const names = functionsOf(entry);
  const unknown = names.find((name) => !known.includes(name) && (/^on/i.test(name) || isPlain(entry)));
  if (unknown !== undefined) {
    const meant = nearest(unknown, hooks);
    const remedy = meant ? `did you mean \`${meant}\`?` : `the hooks are ${hooks.join(', ')}.`;
    throw new TypeError(`${owner}: unknown hook \`${unknown}\`; ${remedy}`);
  }
  if (!names.some((name) => hooks.includes(name))) {
    throw new TypeError(`${owner}: an object must have a hook (${hooks.join(', ')}); got ${show(entry)}.`);
  }
}

/** Names of an object's methods and functions, inherited ones too. */
function functionsOf(entry: object): string[] {
  const names: string[] = [];
  let level: object | null = entry;
  while (level !== null && level !== Object.prototype) {
    for (const [name, {value}] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (typeof value === 'function' && name !== 'constructor') names.push(name);
    }
    level = Object.getPrototypeOf(level) as object | null;
  }
  return names;
}

function isPlain(entry: object): boolean {
  const prototype = Object.getPrototypeOf(entry) as unknown;
  return prototype === Object.prototype || prototype === null;
}
