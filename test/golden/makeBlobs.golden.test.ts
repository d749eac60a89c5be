import {describe, expect, it} from '@jest/globals';
import {makeBlobs, type MakeBlobsOptions} from '../../examples/blobs/data/makeBlobs.js';
import {expectClose} from '../helpers/expectClose.js';
import {golden} from '../helpers/golden.js';
import {pairwiseSum} from '../helpers/pairwiseSum.js';

const {meta, cases, tolerance} = golden('09a');

describe('makeBlobs', () => {
  it.each(cases)('equals scikit-learn in $name', ({args, expected}) => {
    const {x, y, centers} = makeBlobs(inCamelCase(args));
    const got: Record<string, unknown> = {
      X: x,
      y,
      centers,
      X_sum: pairwiseSum(x.flat()),
      X_first_row: x[0],
      y_counts: Array.from(
        {length: Math.max(...y) + 1},
        (_, label) => y.filter((one) => one === label).length,
      ),
    };
    for (const key of Object.keys(expected)) expectClose(got[key], expected[key], tolerance, key);
    expect(y).toEqual(expected.y);
  });

  it.each((meta.errors as {args: object}[]).map(({args}) => args))(
    'rejects %j, as scikit-learn does',
    (args) => {
      expect(() => makeBlobs({...inCamelCase(args), randomState: 1})).toThrow(
        /^makeBlobs: `\w+` must be .+; got .+\.$/,
      );
    },
  );
});

/** Python's arguments as options; None is an argument left out. */
function inCamelCase(args: object): MakeBlobsOptions {
  const given = Object.entries(args).filter(([, value]) => value !== null);
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    given.map(([name, value]) => [camel(name), value]),
  ) as unknown as MakeBlobsOptions;
}
