import {
  AdadeltaOptimizer,
  AdagradOptimizer,
  AdamaxOptimizer,
  AdamOptimizer,
  MomentumOptimizer,
  RMSPropOptimizer,
  SGDOptimizer,
  type Optimizer,
} from '@tensorflow/tfjs';
import {slotsOf, variableOf, variablesOf, type NamedTensor} from './slots.js';

/**
 * Makes an update whole or not at all: when the optimizer throws in the middle, weights, slots and counters are as before.
 * To be called in a tidy.
 */
export function applyWhole(optimizer: Optimizer, gradients: NamedTensor[]): void {
  // Those of tfjs throw for gradients that do not fit, and for nothing else.
  const undo = isOfTfjs(optimizer) ? undefined : remember(optimizer, gradients);
  try {
    optimizer.applyGradients(gradients);
  } catch (error) {
    undo?.();
    throw error;
  }
}

/** Subclasses and objects may have a method of their own, and every optimizer is an instance of these classes. */
function isOfTfjs({applyGradients}: Optimizer): boolean {
  return methodsOfTfjs.has(applyGradients);
}

const methodsOfTfjs = new Set(
  [
    ...[SGDOptimizer, MomentumOptimizer, AdagradOptimizer, AdadeltaOptimizer],
    ...[AdamOptimizer, AdamaxOptimizer, RMSPropOptimizer],
  ].map(({prototype}: {prototype: Optimizer}) => prototype.applyGradients),
);

function remember(optimizer: Optimizer, gradients: readonly NamedTensor[]): () => void {
  const trained = gradients.flatMap(({name}) => variableOf(name) ?? []);
  const held = variablesOf(optimizer).map(({tensor}) => tensor);
  const copies = [...trained, ...held].map((variable) => [variable, variable.clone()] as const);
  const fields = Object.fromEntries(Object.entries(optimizer)) as Record<string, unknown>;
  const lists = Object.values(fields).filter((value): value is unknown[] => Array.isArray(value));
  const entries = lists.map((list) => [...list]);
  return () => {
    for (const {variable} of slotsOf(optimizer).flat()) if (!held.includes(variable)) variable.dispose();
    for (const [variable, copy] of copies) variable.assign(copy);
    for (const name of Object.keys(optimizer)) if (!(name in fields)) Reflect.deleteProperty(optimizer, name);
    Object.assign(optimizer, fields);
    for (const [i, list] of lists.entries()) list.splice(0, Infinity, ...entries[i]!);
  };
}
