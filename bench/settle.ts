import type {Measurement, Result} from './Measurement.js';

const tries = 3;

/** A measured line of the table; the last try decides. */
export interface Line {
  name: string;
  unit: string;
  ok: boolean;
  tries: Result[];
}

/** Measures a line, and again while a limit is exceeded: another program may have come between. */
export async function settle({name, unit, measure}: Measurement): Promise<Line> {
  const results: Result[] = [];
  let ok = false;
  while (!ok && results.length < tries) {
    const result = await measure();
    results.push(result);
    ok = keeps(result);
  }
  return {name, unit, ok, tries: results};
}

/** Written so that NaN fails. */
function keeps({measured, atMost = Infinity, atLeast = -Infinity}: Result): boolean {
  return measured >= atLeast && measured <= atMost;
}
