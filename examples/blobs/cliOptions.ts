import {parseArgs} from 'node:util';
import {check, oneOf, type Rule} from '../../src/internal/check.js';
import {nearest} from '../../src/internal/nearest.js';
import {experiments} from './experiments/experiments.js';
import type {Experiment} from './experiments/Experiment.js';
import {backends, type Backend} from './training/Job.js';

export interface CliOptions {
  experiments: readonly Experiment[];
  seeds: number;
  epochs: number;
  backend: Backend;
  out: string;
  help: boolean;
}

const owner = 'reproduce';
const wholeNumber: Rule = {
  must: 'an integer >= 1',
  kind: (value) => typeof value === 'string',
  test: (digits: string) => /^[1-9]\d*$/.test(digits),
};
const folder: Rule = {
  must: 'the name of a folder',
  kind: (value) => typeof value === 'string',
  test: (name: string) => name !== '',
};
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

const options = Object.keys(known).map((name) => `--${name}`);

/** Reads the command line. Throws an error of one line when something in it is not known or not allowed. */
export function cliOptions(args: readonly string[]): CliOptions {
  const {values, positionals, tokens} = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(known, token.name)) continue;
    throw unknown('option', token.rawName, options);
  }
  if (positionals.length > 0) throw unknown('option', positionals[0]!, options);

  const {seeds, only, backend, epochs, out, help} = values;
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
  if (!found) throw unknown('experiment', name, names);
  return found;
}

function unknown(what: string, name: string, valid: readonly string[]): TypeError {
  const meant = nearest(name, valid);
  const remedy = meant ? `did you mean ${meant}?` : `there are ${valid.join(', ')}.`;
  return new TypeError(`${owner}: unknown ${what} ${name}; ${remedy}`);
}
