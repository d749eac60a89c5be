import {describe, expect, it} from '@jest/globals';
import {cliOptions, usage} from '../../../../examples/finder/blobs/cliOptions.js';

describe('cliOptions of the blobs’ finder', () => {
  it('takes five seeds, or one', () => {
    expect(cliOptions([])).toEqual({seeds: 5, out: 'results/finder/blobs', help: false});
    expect(cliOptions(['--quick']).seeds).toBe(1);
    expect(cliOptions(['--seeds', '2', '--out', 'elsewhere'])).toMatchObject({seeds: 2, out: 'elsewhere'});
  });

  it.each([
    [['--quik'], 'example:finder: unknown option --quik; did you mean --quick?'],
    [['--seeds', 'x'], 'example:finder: `--seeds` must be an integer >= 1; got "x".'],
    [['--out', ''], 'example:finder: `--out` must be the name of a folder; got "".'],
  ])('rejects %j', (args, message) => {
    expect(() => cliOptions(args)).toThrow(new Error(message));
  });

  it('is described by its usage', () => {
    for (const name of ['--seeds', '--quick', '--out', '--help']) expect(usage).toContain(name);
  });
});
