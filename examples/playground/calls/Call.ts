/** A call of a function, as data: it can be made, and it can be written as code. */
export interface Call {
  /** The function, as code names it: 'tf.train.adam'. */
  readonly call: string;
  readonly args: readonly Value[];
}

/** What a function can be given. */
export type Value = number | string | boolean | Call | readonly Value[] | {readonly [option: string]: Value};

export function call(name: string, ...args: readonly Value[]): Call {
  return {call: name, args};
}

export function isCall(value: Value): value is Call {
  return typeof value === 'object' && 'call' in value;
}
