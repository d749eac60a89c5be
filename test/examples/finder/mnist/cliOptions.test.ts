import {describe, expect, it} from '@jest/globals';
import {cliOptions, usage} from '../../../../examples/finder/mnist/cliOptions.js';

describe('cliOptions of the digits', () => {
  it('without options, takes the dense network on wasm, three seeds, three epochs', () => {
    const out = 'results/finder/mnist';
    expect(cliOptions([])).toEqual({kind: 'dense', backend: 'wasm', seeds: 3, epochs: 3, out, help: false});
  });

  it('takes the cpu for convolutions, and one seed', () => {
    expect(cliOptions(['--model', 'conv'])).toMatchObject({
      kind: 'conv',
      backend: 'cpu',
      seeds: 1,
      epochs: 3,
    });
    const native = cliOptions(['--model', 'conv', '--backend', 'tensorflow', '--seeds', '2']);
    expect(native).toMatchObject({backend: 'tensorflow', seeds: 2});
  });

  it('--quick is one seed and one epoch', () => {
    expect(cliOptions(['--quick'])).toMatchObject({seeds: 1, epochs: 1});
  });

  it.each([
    [['--modl', 'conv'], 'example:mnist: unknown option --modl; did you mean --model?'],
    [['--model', 'rnn'], "example:mnist: `--model` must be 'dense' or 'conv'; got \"rnn\"."],
    [
      ['--model', 'conv', '--backend', 'wasm'],
      "example:mnist: `--backend` must be 'cpu' or 'tensorflow'; got \"wasm\".",
    ],
    [['--seeds', '0'], 'example:mnist: `--seeds` must be an integer >= 1; got "0".'],
    [['--out', ''], 'example:mnist: `--out` must be the name of a folder; got "".'],
  ])('rejects %j', (args, message) => {
    expect(() => cliOptions(args)).toThrow(new Error(message));
  });

  it('is described by its usage', () => {
    for (const name of ['--model', '--backend', '--seeds', '--quick', '--out', '--help']) {
      expect(usage).toContain(name);
    }
  });
});
