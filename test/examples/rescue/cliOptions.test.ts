import {describe, expect, it} from '@jest/globals';
import {cliOptions, usage} from '../../../examples/rescue/cliOptions.js';

describe('cliOptions of rescue', () => {
  it('without options, takes 40 epochs, wasm', () => {
    expect(cliOptions([])).toEqual({epochs: 40, backend: 'wasm', out: 'results/rescue', help: false});
  });

  it('--quick is 10 epochs', () => {
    expect(cliOptions(['--quick'])).toMatchObject({epochs: 10});
  });

  it('reads each option', () => {
    expect(cliOptions(['--backend', 'cpu', '--out', 'elsewhere', '--help'])).toEqual({
      ...{epochs: 40, backend: 'cpu', out: 'elsewhere', help: true},
    });
  });

  it.each([
    [['--quik'], 'example:rescue: unknown option --quik; did you mean --quick?'],
    [
      ['--backend', 'gpu'],
      "example:rescue: `--backend` must be 'cpu' or 'wasm' or 'tensorflow'; got \"gpu\".",
    ],
    [['--out', ''], 'example:rescue: `--out` must be the name of a folder; got "".'],
  ])('rejects %j', (args, message) => {
    expect(() => cliOptions(args)).toThrow(new Error(message));
  });

  it('is described by its usage', () => {
    for (const name of ['--quick', '--backend', '--out', '--help']) expect(usage).toContain(name);
  });
});
