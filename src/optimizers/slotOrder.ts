import type {NamedTensorMap, Tensor} from '@tensorflow/tfjs';

/** The gradient of a variable; tfjs has none for a variable that is frozen, or that the loss does not depend on. */
export interface NamedGradient {
  readonly name: string;
  readonly tensor: Tensor | null | undefined;
}

type Gradients = NamedTensorMap | readonly NamedGradient[];

/** The gradients that `applyGradients` was given. */
export function listOf(gradients: Gradients): readonly NamedGradient[] {
  if (isList(gradients)) return gradients;
  return Object.entries(gradients).map(([name, tensor]) => ({name, tensor}));
}

// Array.isArray leaves a list that is readonly in doubt.
function isList(gradients: Gradients): gradients is readonly NamedGradient[] {
  return Array.isArray(gradients);
}

/**
 * The names of all variables, each at the place where it was first, because the optimizers of tfjs know their slots by
 * place alone. New ones come last.
 *
 * @param order - The names up to now; it stays as it is, and is returned when it has all.
 * @param seen - Names that came before; the others in `order` were loaded, perhaps under another number.
 * @param fits - Whether the slots of a place have the shape of a variable.
 */
export function placesOf(
  gradients: readonly NamedGradient[],
  order: readonly string[],
  seen: ReadonlySet<string>,
  fits: (place: number, name: string) => boolean,
): readonly string[] {
  const given = new Set(gradients.map(({name}) => name));
  const placed = new Set(order);
  const strangers = [...given].filter((name) => !placed.has(name));
  if (strangers.length === 0) return order;

  const places = [...order];
  for (const name of strangers) {
    const free = places.filter((known, i) => !seen.has(known) && !given.has(known) && fits(i, name));
    const match = matches.map((isMatch) => free.find((known) => isMatch(known, name))).find(Boolean);
    if (match === undefined) places.push(name);
    else places[places.indexOf(match)] = name;
  }
  return places;
}

/** The gradients in their places; variables that are missing have none. */
export function inPlaces(
  gradients: readonly NamedGradient[],
  places: readonly string[],
): readonly NamedGradient[] {
  const tensors = new Map(gradients.map(({name, tensor}) => [name, tensor]));
  return places.map((name) => ({name, tensor: tensors.get(name)}));
}

/** Whether there is nothing to put in order, as in most updates. */
export function areInPlaces(gradients: readonly NamedGradient[], places: readonly string[]): boolean {
  return gradients.length === places.length && gradients.every(({name}, i) => name === places[i]);
}

/** tfjs puts a number behind a name that is taken, as that of a weight is while the saved model is still there. */
export const unnumbered = (name: string): string => name.replace(/_\d+$/, '');

/** The second dense layer of one process is the fifth of another. */
const inAnyLayer = (name: string): string => unnumbered(name).replace(/_?\d+(?=\/)/g, '');

/** Whether a variable may be the one that was saved under another name, the likeliest first. */
const matches: readonly ((known: string, name: string) => boolean)[] = [
  (known, name) => known === unnumbered(name),
  (known, name) => unnumbered(known) === name,
  (known, name) => unnumbered(known) === unnumbered(name),
  (known, name) => inAnyLayer(known) === inAnyLayer(name),
];
