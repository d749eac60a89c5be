import {util, type Optimizer, type Tensor} from '@tensorflow/tfjs';
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
    const fail = (rule: string, got: string, fix: string): never => {
      throw new TypeError(`${owner}: the gradient of \`${name}\` must ${rule}; got ${got}. ${fix}`);
    };
    if (!variable) {
      const fix = 'Use the `name` of a tf.Variable that is not disposed.';
      return fail('be that of a variable', 'a name that none has', fix);
    }
    if (tensor.isDisposed) fail('be a tensor', 'a disposed one', 'Dispose of gradients after the update.');
    if (!util.arraysEqual(tensor.shape, variable.shape)) {
      const fix = 'Reshape it, or sum it over the axes that were broadcast.';
      fail(`have the shape ${inBrackets(variable)} of the variable`, inBrackets(tensor), fix);
    }
    for (const list of slots) {
      const slot = list[i]?.variable;
      if (slot?.isDisposed) {
        fail('meet an optimizer that is not disposed', 'a disposed one', 'Make a new optimizer.');
      }
      if (slot && !util.arraysEqual(slot.shape, variable.shape)) {
        const fix = 'Give the variable another name, or make a new optimizer.';
        fail(`have the shape ${inBrackets(slot)} that was trained under this name`, inBrackets(tensor), fix);
      }
    }
  }
}

function inBrackets({shape}: Tensor): string {
  return `[${shape.join(', ')}]`;
}
