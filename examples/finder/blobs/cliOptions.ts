import {check} from '../../../src/internal/check.js';
import {folder, readArguments, wholeNumber} from '../../common/commandLine.js';

export interface CliOptions {
  seeds: number;
  out: string;
  help: boolean;
}

const owner = 'example:finder';

export const usage = `npm run example:finder -- [options]

  --seeds N      how many times to do everything, with seeds 1 to N (default 5)
  --quick        once: the same as --seeds 1
  --out FOLDER   where results go (default results/finder/blobs)
  --help         this text`;

const known = {
  seeds: {type: 'string', default: '5'},
  quick: {type: 'boolean', default: false},
  out: {type: 'string', default: 'results/finder/blobs'},
  help: {type: 'boolean', default: false},
} as const;

/** Reads the command line. Throws an error of one line when something in it is not known or not allowed. */
export function cliOptions(args: readonly string[]): CliOptions {
  const {seeds, quick, out, help} = readArguments(owner, known, args);
  check(owner, '--seeds', seeds, wholeNumber);
  check(owner, '--out', out, folder);
  return {seeds: quick === true ? 1 : Number(seeds), out: out as string, help: help === true};
}
