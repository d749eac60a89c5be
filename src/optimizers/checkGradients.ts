import {util, type Optimizer} from '@tensorflow/tfjs';
import type {NamedGradient} from './slotOrder.js';
import {slotsOf, variableOf} from './slots.js';

/** Throws when an update would stop half-way, with some of the variables changed and others not. */
export function checkGradients(
  owner: string,
  optimizer: Optimizer,
  gradients: readonly NamedGradient[],
): void {
  const slots = slotsOf(optimizer);
  for (const [i, {name, tensor}] of gradients.entries()) {
    if (!tensor) continue;
    const variable = variableOf(name);
    const fail = (rule: string, got: string): never => {
      throw new TypeError(`${owner}: the gradient of \`${name}\` must ${rule}; got ${got}.`);
    };
    if (!variable) return fail('be that of a variable', 'one of none');
    if (tensor.isDisposed) fail('be a tensor', 'a disposed one');
    const shape = `[${variable.shape.join(', ')}]`;
    if (!util.arraysEqual(tensor.shape, variable.shape)) {
      fail(`have the shape ${shape} of the variable`, `[${tensor.shape.join(', ')}]`);
    }
    for (const list of slots) {
      const slot = list[i]?.variable;
      if (slot?.isDisposed) fail('meet an optimizer that is not disposed', 'a disposed one');
      if (slot && !util.arraysEqual(slot.shape, variable.shape)) {
        fail(`meet a slot of the shape ${shape}`, `[${slot.shape.join(', ')}]`);
      }
    }
  }
}
