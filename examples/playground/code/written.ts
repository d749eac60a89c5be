import {isCall, type Value} from '../calls/Call.js';

/** Columns of a line, as in the rest of the project. */
const width = 110;

/** Where a value stands. */
export interface Place {
  /** Spaces in front of its line. */
  readonly indent: number;
  /** Characters in its line in front of it, and behind it. */
  readonly before: number;
  readonly after: number;
}

/** A value as code, laid out as Prettier does. */
export function written(value: Value, place: Place): string {
  const flat = inOneLine(value);
  if (place.before + flat.length + place.after <= width || typeof value !== 'object') return flat;
  const {indent} = place;
  if (isCall(value)) {
    const [only, ...others] = value.args;
    const open = `${value.call}(`;
    // An object that is all there is to give stays with its parentheses.
    if (others.length === 0 && typeof only === 'object' && !isCall(only)) {
      return `${open}${inLines(only, indent)})`;
    }
    return `${open}${lines(value.args, indent)})`;
  }
  return inLines(value, indent);
}

function inLines(value: object, indent: number): string {
  return isList(value) ? `[${lines(value, indent)}]` : `{${fields(value as Options, indent)}}`;
}

type Options = Readonly<Record<string, Value>>;

function lines(values: readonly Value[], indent: number): string {
  const inner = {indent: indent + 2, before: indent + 2, after: 1};
  return block(
    values.map((value) => written(value, inner)),
    indent,
  );
}

function fields(options: Options, indent: number): string {
  const entries = Object.entries(options).map(([name, value]) => {
    const label = `${name}: `;
    return label + written(value, {indent: indent + 2, before: indent + 2 + label.length, after: 1});
  });
  return block(entries, indent);
}

function block(entries: readonly string[], indent: number): string {
  const inner = ' '.repeat(indent + 2);
  return `\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${' '.repeat(indent)}`;
}

function inOneLine(value: Value): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object') return String(value);
  if (isCall(value)) return `${value.call}(${value.args.map(inOneLine).join(', ')})`;
  if (isList(value)) return `[${value.map(inOneLine).join(', ')}]`;
  const entries = Object.entries(value).map(([name, one]) => `${name}: ${inOneLine(one)}`);
  return `{${entries.join(', ')}}`;
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}
