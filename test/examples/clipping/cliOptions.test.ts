import {describe, expect, it} from '@jest/globals';
import {cliOptions, usage} from '../../../examples/clipping/cliOptions.js';

describe('cliOptions of clipping', () => {
  it('without options, takes three seeds, 600 updates, wasm', () => {
    const out = 'results/clipping';
    expect(cliOptions([])).toEqual({seeds: 3, updates: 600, backend: 'wasm', out, help: false});
  });

  it('--quick is one seed, unless it says how many, and 100 updates', () => {
    expect(cliOptions(['--quick'])).toMatchObject({seeds: 1, updates: 100});
    expect(cliOptions(['--quick', '--seeds', '2'])).toMatchObject({seeds: 2, updates: 100});
  });

  it('reads each option', () => {
    expect(cliOptions(['--seeds=2', '--backend', 'cpu', '--out', 'elsewhere', '--help'])).toEqual({
      ...{seeds: 2, updates: 600},
      ...{backend: 'cpu', out: 'elsewhere', help: true},
    });
  });

  it.each([
    [['--quik'], 'example:clipping: unknown option --quik; did you mean --quick?'],
    [['--seeds', '0'], 'example:clipping: `--seeds` must be an integer >= 1; got "0".'],
    [
      ['--backend', 'gpu'],
      "example:clipping: `--backend` must be 'cpu' or 'wasm' or 'tensorflow'; got \"gpu\".",
    ],
    [['--out', ''], 'example:clipping: `--out` must be the name of a folder; got "".'],
  ])('rejects %j', (args, message) => {
    expect(() => cliOptions(args)).toThrow(new Error(message));
  });

  it('is described by its usage', () => {
    for (const name of ['--seeds', '--quick', '--backend', '--out', '--help']) expect(usage).toContain(name);
  });
});
