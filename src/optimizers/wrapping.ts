import type {Optimizer} from '@tensorflow/tfjs';
import {twoWriters} from './soleWriter.js';

/** What an optimizer that holds another one says of itself. */
interface Wrapping {
  readonly owner: string;
  readonly inner: Optimizer;
  /** Hyper-parameters that it writes in each update. */
  readonly writes: readonly string[];
}

const wrappings = new WeakMap<Optimizer, Wrapping>();

/** Makes a wrapper known: its rate and the other hyper-parameters are then those of the optimizer that it holds. */
export function declareWrapper(wrapper: Optimizer, wrapping: Wrapping): void {
  wrappings.set(wrapper, wrapping);
}

/** An optimizer and those within it, outermost first. */
export function chainOf(optimizer: Optimizer): Optimizer[] {
  const wrapping = wrappings.get(optimizer);
  return wrapping ? [optimizer, ...chainOf(wrapping.inner)] : [optimizer];
}

/** The optimizer that trains in the end. */
export function innermost(optimizer: Optimizer): Optimizer {
  const wrapping = wrappings.get(optimizer);
  return wrapping ? innermost(wrapping.inner) : optimizer;
}

/** Throws when a wrapper writes a hyper-parameter that somebody else is about to write. */
export function checkSoleWriter(writer: string, optimizer: Optimizer, hyperparameter: string): void {
  const wrapper = chainOf(optimizer).find((one) => wrappings.get(one)?.writes.includes(hyperparameter));
  if (wrapper) throw twoWriters(writer, hyperparameter, wrappings.get(wrapper)!.owner);
}
