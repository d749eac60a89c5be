import {expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {Schedule} from 'tfjs-callbacks';

/** Steps near 0, in between, and as far as a training could go. */
export const anyStep = fc.oneof(fc.nat(200), fc.double({min: 0, max: 2 ** 31, noNaN: true}));

type Factory = (options: never) => Schedule;
type Options = Record<string, unknown>;

/** What every schedule does, whatever its curve. */
export function itIsPure(factory: Factory, options: Options): void {
  it('is pure: any order of steps, frozen options, options changed later', () => {
    const frozen = Object.fromEntries(
      Object.entries(options).map(([name, value]) => [
        name,
        Array.isArray(value) ? Object.freeze([...value]) : value,
      ]),
    );
    const steps = [7, 0, 3.5, 2 ** 31, 3.5, 7, 0];
    const values = steps.map(factory(Object.freeze(frozen) as never));
    expect([...steps].reverse().map(factory(options as never))).toEqual(values.reverse());

    const changed: Options = Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
    );
    const schedule = factory(changed as never);
    for (const value of Object.values(changed)) if (Array.isArray(value)) value.fill(99);
    for (const name of Object.keys(changed)) delete changed[name];
    expect(steps.map(schedule)).toEqual(values.reverse());
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
