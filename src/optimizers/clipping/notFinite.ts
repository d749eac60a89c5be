import type {NamedGradient} from '../slotOrder.js';

/** The error for gradients whose norm is not finite; it names the first variable that has such an entry. */
export function notFinite(owner: string, gradients: readonly NamedGradient[]): RangeError {
  const remedy = "Lower the learning rate, or leave such updates out with nonFinite: 'skip'.";
  for (const {name, tensor} of gradients) {
    const entry = tensor?.dataSync().find((one) => !Number.isFinite(one));
    if (entry === undefined) continue;
    return new RangeError(`${owner}: the gradient of \`${name}\` must be finite; got ${entry}. ${remedy}`);
  }
  return new RangeError(`${owner}: the norm of the gradients must be finite; got Infinity. ${remedy}`);
}
