import {describe, expect, it} from '@jest/globals';
import {cliOptions, usage} from '../../../examples/blobs/cliOptions.js';

const names = (args: string[]) => cliOptions(args).experiments.map(({name}) => name);

describe('cliOptions', () => {
  it('without options, takes everything: seven experiments, five seeds, 200 epochs, cpu', () => {
    const {experiments, ...rest} = cliOptions([]);
    expect(experiments).toHaveLength(7);
    expect(rest).toEqual({seeds: 5, epochs: 200, backend: 'cpu', out: 'results/blobs', help: false});
  });

  it('reads each option', () => {
    expect(names(['--only', 'plateau,momentum,plateau'])).toEqual(['momentum', 'plateau']);
    expect(
      cliOptions(['--seeds', '2', '--epochs=7', '--backend', 'wasm', '--out', 'elsewhere']),
    ).toMatchObject({
      seeds: 2,
      epochs: 7,
      backend: 'wasm',
      out: 'elsewhere',
    });
    expect(cliOptions(['--help']).help).toBe(true);
  });

  it.each([
    [['--seed', '3'], 'reproduce: unknown option --seed; did you mean --seeds?'],
    [['-x'], 'reproduce: unknown option -x; there are --seeds, --only, --backend, --epochs, --out, --help.'],
    [
      ['momentum'],
      'reproduce: unknown option momentum; there are --seeds, --only, --backend, --epochs, --out, --help.',
    ],
    [['--only', 'momentun'], 'reproduce: unknown experiment momentun; did you mean momentum?'],
    [
      ['--only', 'xyz'],
      'reproduce: unknown experiment xyz; there are classes, learning-rates, momentum, decay-curve, decay, plateau, optimizers.',
    ],
    [['--seeds', '0'], 'reproduce: `--seeds` must be an integer >= 1; got "0".'],
    [['--seeds', 'x'], 'reproduce: `--seeds` must be an integer >= 1; got "x".'],
    [['--seeds'], 'reproduce: `--seeds` must be an integer >= 1; got true.'],
    [['--epochs', '1.5'], 'reproduce: `--epochs` must be an integer >= 1; got "1.5".'],
    [['--backend', 'gpu'], "reproduce: `--backend` must be 'cpu' or 'wasm' or 'tensorflow'; got \"gpu\"."],
    [['--out', ''], 'reproduce: `--out` must be the name of a folder; got "".'],
  ])('rejects %j', (args, message) => {
    expect(() => cliOptions(args)).toThrow(new Error(message));
  });

  it('is described by its usage', () => {
    for (const name of ['--seeds', '--only', '--backend', '--epochs', '--out', '--help', ...names([])]) {
      expect(usage).toContain(name);
    }
  });
});
