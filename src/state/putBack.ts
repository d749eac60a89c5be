import {keep, variable, type Tensor, type Variable} from '@tensorflow/tfjs';
import {fieldNames, type Fields} from './fields.js';
import type {Saved, SavedFields, SavedTensor} from './Saved.js';

/** Makes everything hold again what was saved, in the same objects where they are still there. */
export function putBack(saved: Saved, done = new Set<Saved>()): unknown {
  if (saved.kind === 'value') return saved.value;
  if (!done.has(saved)) {
    done.add(saved);
    if (saved.kind === 'tensor') putBackTensor(saved);
    else putBackFields(saved, done);
  }
  return saved.live;
}

function putBackTensor(saved: SavedTensor): void {
  const {copy} = saved;
  const live: Tensor | undefined = saved.live?.isDisposed ? undefined : saved.live;
  if (saved.variable === 'no') {
    // No tensor that is no variable ever changes.
    saved.live = live ?? keep(copy.clone());
  } else if (live) {
    (live as Variable).assign(copy);
  } else {
    saved.live = variable(copy, saved.variable === 'trainable');
  }
}

function putBackFields(saved: SavedFields, done: Set<Saved>): void {
  saved.live ??= saved.of === 'list' ? [] : {};
  const {live, fields} = saved;
  if (saved.of !== 'part') {
    for (const name of fieldNames(live)) if (!fields.has(name)) Reflect.deleteProperty(live, name);
  }
  for (const [name, field] of fields) {
    const value = putBack(field, done);
    // What is there already is not written: it may be frozen.
    if (!Object.is((live as Fields)[name], value)) (live as Fields)[name] = value;
  }
}
