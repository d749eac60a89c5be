import {check, oneOf} from '../../src/internal/check.js';
import {backends, type Backend} from '../common/backends/Backend.js';
import {folder, readArguments, unknown, wholeNumber} from '../common/commandLine.js';
import {experiments} from './experiments/experiments.js';
import type {Experiment} from './experiments/Experiment.js';

export interface CliOptions {
  experiments: readonly Experiment[];
  seeds: number;
  epochs: number;
  backend: Backend;
  out: string;
  help: boolean;
}

const owner = 'reproduce';
const names = experiments.map(({name}) => name);

export const usage = `npm run reproduce -- [options]

  --seeds N            how many times to train everything, with seeds 1 to N (default 5)
  --only NAME[,NAME]   only these experiments: ${names.join(', ')}
  --backend NAME       ${backends.join(', ')} (default cpu)
  --epochs N           fewer than the tutorial's 200, for a quick look
  --out FOLDER         where results go (default results/blobs)
  --help               this text`;

const known = {
  seeds: {type: 'string', default: '5'},
  only: {type: 'string', default: names.join(',')},
  backend: {type: 'string', default: 'cpu'},
  epochs: {type: 'string', default: '200'},
  out: {type: 'string', default: 'results/blobs'},
  help: {type: 'boolean', default: false},
} as const;

/** Reads the command line. Throws an error of one line when something in it is not known or not allowed. */
export function cliOptions(args: readonly string[]): CliOptions {
  const {seeds, only, backend, epochs, out, help} = readArguments(owner, known, args);
  check(owner, '--seeds', seeds, wholeNumber);
  check(owner, '--epochs', epochs, wholeNumber);
  check(owner, '--backend', backend, oneOf(...backends));
  check(owner, '--out', out, folder);
  const wanted = String(only).split(',').map(experimentOf);
  return {
    experiments: experiments.filter((experiment) => wanted.includes(experiment)),
    seeds: Number(seeds),
    epochs: Number(epochs),
    backend: backend as Backend,
    out: out as string,
    help: help === true,
  };
}

function experimentOf(name: string): Experiment {
  const found = experiments.find((experiment) => experiment.name === name);
  if (!found) throw unknown(owner, 'experiment', name, names);
  return found;
}
