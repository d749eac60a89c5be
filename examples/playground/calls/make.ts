import {isCall, type Call, type Value} from './Call.js';

/** Functions by the name that calls give them. */
export type Functions = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Makes a call, and first those among its arguments. */
export function make(call: Call, functions: Functions): unknown {
  const made = (value: Value): unknown => {
    if (typeof value !== 'object') return value;
    if (isCall(value)) return make(value, functions);
    if (isList(value)) return value.map(made);
    return Object.fromEntries(Object.entries(value).map(([option, one]) => [option, made(one)]));
  };
  const target = functions[call.call];
  if (!target) throw new TypeError(`there is no function ${call.call}`);
  return target(...(call.args.map(made) as never[]));
}

function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}
