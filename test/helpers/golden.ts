import {goldenText} from './goldenText';

/** What JSON.parse returns: each golden test knows the shape of its own file. */
type Json = ReturnType<typeof JSON.parse>;

export interface GoldenCase {
  name: string;
  source: string;
  args: Json;
  input: Json;
  expected: Json;
}

export interface Tolerance {
  relTol: number;
  absTol: number;
}

export interface Golden {
  meta: Json;
  cases: GoldenCase[];
  /** For float64 values; of keys that end in `float32`, `toleranceFloat32`. */
  tolerance: Tolerance;
  toleranceFloat32: Tolerance;
}

const numbersAsText: Readonly<Record<string, number>> = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
};

/** Reads the recorded cases whose file name starts with `prefix`, from the folder GOLDEN_DIR or test/golden/data. */
export function golden(prefix: string): Golden {
  const {meta, cases} = JSON.parse(goldenText(prefix)) as Golden;
  return {
    meta,
    cases: decode(cases) as GoldenCase[],
    tolerance: {relTol: meta.rel_tol ?? 0, absTol: meta.abs_tol ?? 0},
    toleranceFloat32: {
      relTol: meta.rel_tol_float32 ?? 0,
      absTol: meta.abs_tol_float32 ?? meta.abs_tol ?? 0,
    },
  };
}

/** JSON has no NaN and no infinities: the files hold them as text. */
function decode(value: Json): Json {
  if (typeof value === 'string') return Object.hasOwn(numbersAsText, value) ? numbersAsText[value] : value;
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
}
