import {check, oneOf} from '../../src/internal/check.js';
import {backends, type Backend} from '../common/backends/Backend.js';
import {folder, readArguments, wholeNumber} from '../common/commandLine.js';

export interface CliOptions {
  seeds: number;
  updates: number;
  backend: Backend;
  out: string;
  help: boolean;
}

const owner = 'example:clipping';

/** Updates of a training that is judged. */
export const fullLength = 600;

export const usage = `npm run example:clipping -- [options]

  --seeds N        how many times to train each, with seeds 1 to N (default 3)
  --quick          each once, for 100 updates
  --backend NAME   ${backends.join(', ')} (default wasm)
  --out FOLDER     where results go (default results/clipping)
  --help           this text`;

const known = {
  seeds: {type: 'string'},
  quick: {type: 'boolean', default: false},
  backend: {type: 'string', default: 'wasm'},
  out: {type: 'string', default: 'results/clipping'},
  help: {type: 'boolean', default: false},
} as const;

/** Reads the command line. Throws an error of one line when something in it is not known or not allowed. */
export function cliOptions(args: readonly string[]): CliOptions {
  const {quick, backend, out, help, ...rest} = readArguments(owner, known, args);
  const {seeds = quick === true ? '1' : '3'} = rest;
  check(owner, '--seeds', seeds, wholeNumber);
  check(owner, '--backend', backend, oneOf(...backends));
  check(owner, '--out', out, folder);
  return {
    seeds: Number(seeds),
    updates: quick === true ? 100 : fullLength,
    backend: backend as Backend,
    out: out as string,
    help: help === true,
  };
}
