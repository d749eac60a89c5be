import {keep, Variable, type Tensor, type Optimizer} from '@tensorflow/tfjs';
import {knownRate} from '../optimizers/rate.js';
import {fieldNames, isTensor, kindOf, type Fields} from './fields.js';
import type {Saved, SavedFields, SavedTensor} from './Saved.js';

/** What was saved for each object: one that is held in two places is one object again afterwards. */
export type Known = Map<unknown, Saved>;

/** Saves a value and all that belongs to it. */
export function save(value: unknown, known: Known): Saved {
  const before = known.get(value);
  if (before) return before;
  if (isTensor(value) && !value.isDisposed) return saveTensor(value, known);
  const of = kindOf(value);
  if (of === undefined) return {kind: 'value', value};
  return saveFields(value as object, of, known);
}

/** Saves some fields of an object, and leaves the others to themselves. */
export function saveSome(live: object, names: readonly string[], known: Known): SavedFields {
  const fields = new Map(names.map((name) => [name, save((live as Fields)[name], known)]));
  return {kind: 'fields', of: 'part', fields, live};
}

export function saveTensor(live: Tensor, known: Known): SavedTensor {
  const variable = !(live instanceof Variable) ? 'no' : live.trainable ? 'trainable' : 'fixed';
  const saved: SavedTensor = {kind: 'tensor', copy: keep(live.clone()), variable, live};
  known.set(live, saved);
  return saved;
}

function saveFields(live: object, of: string, known: Known): SavedFields {
  const fields = new Map<string, Saved>();
  const saved: SavedFields = {kind: 'fields', of, fields, live};
  // Known before its fields are saved, which may lead back to it.
  known.set(live, saved);
  for (const name of fieldNames(live)) fields.set(name, save((live as Fields)[name], known));
  const rate = of.startsWith('optimizer') ? saveRate(live as Optimizer, known) : undefined;
  if (rate) saved.rate = rate;
  return saved;
}

/** Base and scale of the rate. */
function saveRate(optimizer: Optimizer, known: Known): SavedFields | undefined {
  const rate = knownRate('captureTrainingState', optimizer);
  return rate && (save(rate, known) as SavedFields);
}
