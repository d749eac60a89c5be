import {parseArgs, type ParseArgsConfig} from 'node:util';
import type {Rule} from '../../src/internal/check.js';
import {nearest} from '../../src/internal/nearest.js';

type Known = NonNullable<ParseArgsConfig['options']>;

/** What is given for each option: a text, or true where a text is missing or none belongs. */
type Values<Options extends Known> = {[Name in keyof Options]?: string | boolean | undefined};

/** Reads the options of a command line. Throws an error of one line where it finds one that is not known. */
export function readArguments<const Options extends Known>(
  owner: string,
  known: Options,
  args: readonly string[],
): Values<Options> {
  const {values, positionals, tokens} = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const names = Object.keys(known).map((name) => `--${name}`);
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(known, token.name)) continue;
    throw unknown(owner, 'option', token.rawName, names);
  }
  if (positionals.length > 0) throw unknown(owner, 'option', positionals[0]!, names);
  return values;
}

/** The error for a name that is not known; it shows the nearest one that is, or all. */
export function unknown(owner: string, what: string, name: string, valid: readonly string[]): TypeError {
  const meant = nearest(name, valid);
  const remedy = meant ? `did you mean ${meant}?` : `there are ${valid.join(', ')}.`;
  return new TypeError(`${owner}: unknown ${what} ${name}; ${remedy}`);
}

/** The rule of an option that counts something. */
export const wholeNumber: Rule = {
  must: 'an integer >= 1',
  kind: (value) => typeof value === 'string',
  test: (digits: string) => /^[1-9]\d*$/.test(digits),
};

/** The rule of an option that names a folder. */
export const folder: Rule = {
  must: 'the name of a folder',
  kind: (value) => typeof value === 'string',
  test: (name: string) => name !== '',
};

/** Runs a program with what its options say; what they get wrong, and any other reason not to start, is one line. */
export async function program<Options extends {help: boolean}>(
  read: (args: readonly string[]) => Options,
  usage: string,
  run: (options: Options) => Promise<number>,
): Promise<number> {
  let options: Options;
  try {
    options = read(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  if (!options.help) return run(options);
  console.log(usage);
  return 0;
}
