import {twoWriters} from '../optimizers/soleWriter.js';

/** Per fit (tfjs gives all its callbacks one `params` object): who writes which hyper-parameter. */
const writers = new WeakMap<object, Map<string, string>>();

/** Makes `writer` the only one to write a hyper-parameter in this fit; a second one is an error that names both. */
export function claim(params: object, hyperparameter: string, writer: string): void {
  const claimed = writers.get(params) ?? new Map<string, string>();
  const other = claimed.get(hyperparameter);
  if (other !== undefined) throw twoWriters(writer, hyperparameter, other);
  writers.set(params, claimed.set(hyperparameter, writer));
}
