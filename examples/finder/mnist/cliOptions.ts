import {check, oneOf} from '../../../src/internal/check.js';
import {backends, type Backend} from '../../common/backends/Backend.js';
import {folder, readArguments, wholeNumber} from '../../common/commandLine.js';
import {kinds, type Kind} from './buildModel.js';

export interface CliOptions {
  kind: Kind;
  backend: Backend;
  seeds: number;
  epochs: number;
  out: string;
  help: boolean;
}

const owner = 'example:mnist';

export const usage = `npm run example:mnist -- [options]

  --model NAME     ${kinds.join(', ')} (default dense)
  --backend NAME   ${backends.join(', ')} (default wasm; cpu for conv, which wasm cannot train)
  --seeds N        how many times to train each, with seeds 1 to N (default 3; 1 for conv)
  --quick          each once, for one epoch
  --out FOLDER     where results go (default results/finder/mnist)
  --help           this text`;

const known = {
  model: {type: 'string', default: 'dense'},
  backend: {type: 'string'},
  seeds: {type: 'string'},
  quick: {type: 'boolean', default: false},
  out: {type: 'string', default: 'results/finder/mnist'},
  help: {type: 'boolean', default: false},
} as const;

/** Reads the command line. Throws an error of one line when something in it is not known or not allowed. */
export function cliOptions(args: readonly string[]): CliOptions {
  const {model, quick, out, help, ...rest} = readArguments(owner, known, args);
  const isConv = model === 'conv';
  const {backend = isConv ? 'cpu' : 'wasm', seeds = isConv || quick ? '1' : '3'} = rest;
  check(owner, '--model', model, oneOf(...kinds));
  check(owner, '--backend', backend, oneOf(...backends.filter((one) => !isConv || one !== 'wasm')));
  check(owner, '--seeds', seeds, wholeNumber);
  check(owner, '--out', out, folder);
  return {
    kind: model as Kind,
    backend: backend as Backend,
    seeds: Number(seeds),
    epochs: quick === true ? 1 : 3,
    out: out as string,
    help: help === true,
  };
}
