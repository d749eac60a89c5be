import {it as jestIt} from '@jest/globals';
import {isDifferent} from './backend';
import type {Difference} from './differences';

/** `it` of a test that has other values where something is different; the report then shows why. */
export function differing(difference: Difference): typeof jestIt {
  return isDifferent(difference) ? titled(jestIt, `[differs: ${difference}]`) : jestIt;
}

/** `it` of a test that has nothing to say where something is different, and is not run there; the report shows why. */
export function unless(difference: Difference): typeof jestIt {
  return isDifferent(difference) ? titled(jestIt.skip as typeof jestIt, `[not run: ${difference}]`) : jestIt;
}

type Test = (title: string, ...rest: unknown[]) => void;

/** The same with something behind each title. */
function titled(it: typeof jestIt, suffix: string): typeof jestIt {
  const behind =
    (test: Test): Test =>
    (title, ...rest) =>
      test(`${title} ${suffix}`, ...rest);
  const each = (...table: [never]) => behind(it.each(...table) as Test);
  return Object.assign(behind(it as Test), {each}) as unknown as typeof jestIt;
}
