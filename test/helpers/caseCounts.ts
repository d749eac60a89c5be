import {afterAll, expect, it} from '@jest/globals';
import type {GoldenCase} from './golden.js';
import {say} from './say';

type Body<One> = (one: One) => void | Promise<void>;
type Each = (list: readonly GoldenCase[], body: Body<GoldenCase>, title?: string) => void;

interface CaseCounts {
  /** A test for each case, counted as held to the peer's values. */
  held: Each;
  /** A test for each case, counted as one whose deviation is asserted. */
  deviating: Each;
  /** A test for each case, counted as one of something that is not built yet. */
  coming: Each;
  /** The last test of the file: no case was left out, none was run twice. */
  itHasRunEveryCase: () => void;
}

/** A test for each of a list that may be empty, as Jest's own `each` does not allow: other files have other cases. */
export function itEach<One extends object>(list: readonly One[], body: Body<One>, title = '$name'): void {
  if (list.length > 0) it.each(list)(title, body);
}

/** Counts the cases of a golden file that are run, by source, and prints one line when all are done. */
export function caseCounts(
  file: string,
  cases: readonly GoldenCase[],
  sourceOf: (one: GoldenCase) => string = ({source}) => source.split('.').at(-1)!,
): CaseCounts {
  const kinds: Record<string, GoldenCase[]> = {held: [], 'with an asserted deviation': [], 'to come': []};
  const counted =
    (kind: string): Each =>
    (list, body, title) => {
      const run = (one: GoldenCase) => {
        kinds[kind]!.push(one);
        return body(one);
      };
      itEach(list, run, title);
    };
  const all = () => Object.values(kinds).flat();
  const names = (list: readonly GoldenCase[]) => list.map(({name}) => name).sort();

  afterAll(() => {
    const sources = all().map(sourceOf);
    const count = (source: string) => sources.filter((one) => one === source).length;
    const list = [...new Set(sources)].map((source) => `${source} ${count(source)}`).join(', ');
    const others = Object.entries(kinds).filter(([kind, some]) => kind !== 'held' && some.length > 0);
    const notHeld = others.map(([kind, {length}]) => ` (${length} ${kind})`).join('');
    say(`golden ${file}: ${list} = ${sources.length}${notHeld}`);
  });

  return {
    held: counted('held'),
    deviating: counted('with an asserted deviation'),
    coming: counted('to come'),
    itHasRunEveryCase: () => {
      it('has every case of the file run, once', () => expect(names(all())).toEqual(names(cases)));
    },
  };
}
