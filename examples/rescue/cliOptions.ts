import {check, oneOf} from '../../src/internal/check.js';
import {backends, type Backend} from '../common/backends/Backend.js';
import {folder, readArguments} from '../common/commandLine.js';

export interface CliOptions {
  epochs: number;
  backend: Backend;
  out: string;
  help: boolean;
}

const owner = 'example:rescue';

export const fullLength = 40;

export const usage = `npm run example:rescue -- [options]

  --quick          10 epochs in place of ${fullLength}
  --backend NAME   ${backends.join(', ')} (default wasm)
  --out FOLDER     where results go (default results/rescue)
  --help           this text`;

const known = {
  quick: {type: 'boolean', default: false},
  backend: {type: 'string', default: 'wasm'},
  out: {type: 'string', default: 'results/rescue'},
  help: {type: 'boolean', default: false},
} as const;

/** Reads the command line. Throws an error of one line when something in it is not known or not allowed. */
export function cliOptions(args: readonly string[]): CliOptions {
  const {quick, backend, out, help} = readArguments(owner, known, args);
  check(owner, '--backend', backend, oneOf(...backends));
  check(owner, '--out', out, folder);
  return {
    epochs: quick === true ? 10 : fullLength,
    backend: backend as Backend,
    out: out as string,
    help: help === true,
  };
}
