import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import {constant, fromPlan, type Schedule} from 'tfjs-callbacks';

/** Steps near 0, in between, and as far as a training could go. */
export const anyStep = fc.oneof(fc.nat(200), fc.double({min: 0, max: 2 ** 31, noNaN: true}));

type Factory = (options: never) => Schedule;
type Options = Record<string, unknown>;

/** The same, with its own arrays at every depth. */
function copied<Value>(value: Value, finish = (list: unknown[]): unknown[] => list): Value {
  return (Array.isArray(value) ? finish(value.map((one) => copied(one, finish))) : value) as Value;
}

function spoil(list: unknown[]): void {
  for (const one of list) if (Array.isArray(one)) spoil(one);
  list.fill(99);
}

/** What every schedule does, whatever its curve. */
export function itIsPure(
  factory: Factory,
  options: Options,
  steps: readonly number[] = [7, 0, 3.5, 2 ** 31, 3.5, 7, 0],
): void {
  const withArrays = (change: (value: unknown) => unknown): Options =>
    Object.fromEntries(Object.entries(options).map(([name, value]) => [name, change(value)]));

  it('is pure: any order of steps, frozen options, options changed later', () => {
    const frozen = withArrays((value) => copied(value, Object.freeze as never));
    const values = steps.map(factory(Object.freeze(frozen) as never));
    expect([...steps].reverse().map(factory(options as never))).toEqual([...values].reverse());

    const changed = withArrays((value) => copied(value));
    const schedule = factory(changed as never);
    for (const value of Object.values(changed)) if (Array.isArray(value)) spoil(value);
    for (const name of Object.keys(changed)) delete changed[name];
    expect(steps.map(schedule)).toEqual(values);
  });
}

/** One whole message for each wrong form of each option; `undefined` stands for no options at all. */
export function itRefuses(factory: Factory, options: Options, wrong: [Options | undefined, Error][]): void {
  it.each(wrong)('refuses %j', (change, error) => {
    const build = () => factory((change && {...options, ...change}) as never);
    expect(build).toThrow(error);
    expect(build).toThrow(error.constructor);
  });
}

/** The whole message for what is no schedule; a planned one is none yet. */
export function itNeedsASchedule(
  owner: string,
  combine: (schedule: never) => unknown,
  name = 'schedule',
): void {
  it.each([
    ['undefined', undefined],
    ['0.1', 0.1],
    ['{decaySteps}', {decaySteps: 10}],
    ['{}', fromPlan(() => constant(1))],
  ])('needs a schedule, not %s', (shown, value) => {
    const build = () => combine(value as never);
    expect(build).toThrow(
      new Error(
        `${owner}: \`${name}\` must be a schedule, (step) => value (fromPlan goes around the whole); got ${shown}.`,
      ),
    );
    expect(build).toThrow(TypeError);
  });
}

/** Errors of one owner, to be written as short as its options. */
export function errorsOf(owner: string): Record<'range' | 'type', (text: string) => Error> {
  return {
    range: (text) => new RangeError(`${owner}: ${text}`),
    type: (text) => new TypeError(`${owner}: ${text}`),
  };
}

/** The greatest number below a positive one. */
export function floatBelow(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0]! -= 1n;
  return new Float64Array(bits.buffer)[0]!;
}

/** In a list that is compared: a value that may be wrong in its 15th digit after the point. */
export const near = (value: number): unknown => expect.closeTo(value, 14);
