import {util, type Optimizer, type Tensor, type Variable} from '@tensorflow/tfjs';
import type {NamedGradient} from './slotOrder.js';
import {slotsOf, variableOf, type Slot} from './slots.js';

/** Throws when an update would stop half-way, with some of the variables changed and others not. */
export function checkGradients(
  owner: string,
  optimizer: Optimizer,
  gradients: readonly NamedGradient[],
): void {
  const slots = slotsOf(optimizer);
  for (const [place, {name, tensor}] of gradients.entries()) {
    const fault = tensor && faultOf(tensor, variableOf(name), slots, place);
    if (!fault) continue;
    const {must, got, fix} = fault;
    throw new TypeError(`${owner}: the gradient of \`${name}\` must ${must}; got ${got}. ${fix}`);
  }
}

interface Fault {
  readonly must: string;
  readonly got: string;
  readonly fix: string;
}

function faultOf(
  tensor: Tensor,
  variable: Variable | undefined,
  slots: readonly (readonly Slot[])[],
  place: number,
): Fault | undefined {
  if (!variable) {
    const fix = 'Use the `name` of a tf.Variable that is not disposed.';
    return {must: 'be that of a variable', got: 'a name that none has', fix};
  }
  if (tensor.isDisposed) {
    return {must: 'be a tensor', got: 'a disposed one', fix: 'Dispose of gradients after the update.'};
  }
  if (!util.arraysEqual(tensor.shape, variable.shape)) {
    const must = `have the shape ${inBrackets(variable)} of the variable`;
    return {must, got: inBrackets(tensor), fix: 'Reshape it, or sum it over the axes that were broadcast.'};
  }
  for (const list of slots) {
    const slot = list[place]?.variable;
    if (slot?.isDisposed) {
      const must = 'meet an optimizer that is not disposed';
      return {must, got: 'a disposed one', fix: 'Make a new optimizer.'};
    }
    if (slot && !util.arraysEqual(slot.shape, variable.shape)) {
      const must = `have the shape ${inBrackets(slot)} that was trained under this name`;
      const fix = 'Give the variable another name, or make a new optimizer.';
      return {must, got: inBrackets(tensor), fix};
    }
  }
  return undefined;
}

function inBrackets({shape}: Tensor): string {
  return `[${shape.join(', ')}]`;
}
