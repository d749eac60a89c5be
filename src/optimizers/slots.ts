import {engine, util, Variable, type Optimizer, type Tensor} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {chainOf, innermost} from './wrapping.js';

/** What tfjs's optimizers keep for each variable, such as a moment. */
export interface Slot {
  /** The name of the variable, and behind it that of the slot: `dense/kernel/m`. */
  originalName: string;
  variable: Variable;
}

/** A tensor and its name, which tfjs does not export. */
export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

type Fields = Record<string, unknown>;

const isSlots = (value: unknown): value is Slot[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one: Partial<Slot>) => one?.variable instanceof Variable);

/** The lists of slots of an optimizer. */
export function slotsOf(optimizer: Optimizer): Slot[][] {
  return Object.values(optimizer).filter(isSlots);
}

/** The names of the variables that an optimizer has slots for, in their order. */
export function slotNames(optimizer: Optimizer): string[] {
  const [slots = []] = slotsOf(innermost(optimizer));
  return slots.map(({originalName}) => originalName.replace(/\/[^/]*$/, ''));
}

/** The variable of a name, undefined when there is none any more. */
export function variableOf(name: string): Variable | undefined {
  return (engine().registeredVariables as Record<string, Variable | undefined>)[name];
}

/** Whether an optimizer's slots of a place have the shape of a variable. */
export function fits(optimizer: Optimizer, place: number, name: string): boolean {
  const variable = variableOf(name);
  const shapes = slotsOf(innermost(optimizer)).map((slots) => slots[place]?.variable.shape);
  return shapes.every((shape) => !shape || util.arraysEqual(shape, variable?.shape ?? shape));
}

/** All variables that an optimizer and those within it hold. */
export function variablesOf(optimizer: Optimizer): {name: string; tensor: Variable}[] {
  return chainOf(optimizer).flatMap((one, depth) =>
    Object.entries(one).flatMap(([field, value]: [string, unknown]) => {
      const path = `optimizer/${depth}/${field}`;
      if (value instanceof Variable) return {name: path, tensor: value};
      if (!isSlots(value)) return [];
      return value.map(({originalName, variable: tensor}, i) => ({
        ...{name: `${path}/${i}/${originalName}`, tensor},
      }));
    }),
  );
}

/**
 * Puts variables back where {@link variablesOf} found them; the slots of now are disposed.
 *
 * @throws TypeError when one is not of these optimizers, or one that is no slot is missing.
 */
export function assignVariables(owner: string, optimizer: Optimizer, saved: readonly NamedTensor[]): void {
  const places = saved.map(({name, tensor}) => ({...placeOf(owner, optimizer, name), tensor}));
  const names = saved.map(({name}) => name);
  // One that has not trained yet has no slots.
  const missing = variablesOf(optimizer).find(({name}) => !parts(name).originalName && !names.includes(name));
  if (missing) throw otherWeights(owner, `none called ${show(missing.name)}`);
  for (const one of chainOf(optimizer)) {
    for (const slots of slotsOf(one)) for (const {variable} of slots.splice(0)) variable.dispose();
  }
  for (const {live, originalName, tensor} of places) {
    if (live instanceof Variable) live.assign(tensor);
    else live.push({originalName, variable: tensor.variable(false)});
  }
}

interface Place {
  readonly live: Variable | Slot[];
  /** Of a slot. */
  readonly originalName: string;
}

function placeOf(owner: string, optimizer: Optimizer, name: string): Place {
  const {depth, field, originalName} = parts(name);
  const holder = chainOf(optimizer)[Number(depth)] as Fields | undefined;
  const live = holder?.[field];
  if (originalName ? Array.isArray(live) : live instanceof Variable) {
    return {live: live as Place['live'], originalName};
  }
  throw otherWeights(owner, `${show(name)}, which these do not have`);
}

/** Of a name that {@link variablesOf} gave. */
function parts(name: string): {depth: string; field: string; originalName: string} {
  const [, depth = '', field = '', originalName = ''] =
    /^optimizer\/(\d+)\/(\w+)(?:\/\d+\/(.+))?$/.exec(name) ?? [];
  return {depth, field, originalName};
}

/** The error for weights that `setWeights` cannot take. */
export function otherWeights(owner: string, got: string): TypeError {
  return new TypeError(`${owner}: \`weights\` must be those of the same optimizers; got ${got}.`);
}
