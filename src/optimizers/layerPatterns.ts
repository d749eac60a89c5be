import {engine, type serialization} from '@tensorflow/tfjs';
import type {Rule} from '../internal/check.js';
import {nearest} from '../internal/nearest.js';
import {show} from '../internal/show.js';
import {unnumbered} from './slotOrder.js';

/**
 * Some of the weights of a model: those of the layer with this name, or those whose variable has a name that the
 * expression matches, such as `/kernel$/` or `/^block[12]_/`.
 *
 * A whole variable name, such as `'head/kernel'`, means that one. The name of a model within a model means nothing, because
 * its weights are called after their own layers: name those.
 */
export type LayerPattern = string | RegExp;

export const aLayerPattern: Rule = {
  must: 'the name of a layer or a RegExp',
  kind: (value) => typeof value === 'string' || value instanceof RegExp,
  test: (value: LayerPattern) => value !== '',
};

/** Whether a pattern means a variable; the number that tfjs puts behind the name of a loaded one does not count. */
export function matches(pattern: LayerPattern, variableName: string): boolean {
  const names = [variableName, unnumbered(variableName)];
  if (typeof pattern === 'string') {
    return variableName.startsWith(`${pattern}/`) || names.includes(pattern);
  }
  // Not `test`: with a flag g or y that one remembers where it was.
  return names.some((name) => name.search(pattern) >= 0);
}

/** A pattern as part of an optimizer's config. */
export function encodePattern(pattern: LayerPattern): serialization.ConfigDict {
  // tfjs takes the underscores out of all texts of a saved config, but for those that are called `name`.
  if (typeof pattern === 'string') return {name: pattern};
  return {name: pattern.source, flags: pattern.flags};
}

/** The pattern that {@link encodePattern} was given. */
export function decodePattern({name, flags}: serialization.ConfigDict): LayerPattern {
  return flags === undefined ? (name as string) : new RegExp(name as string, flags as string);
}

/** tfjs gives numbers as names to variables that nobody named, such as the slots of optimizers. */
function namedVariables(): string[] {
  return Object.keys(engine().registeredVariables).filter((name) => !/^\d+$/.test(name));
}

/**
 * Throws when a pattern means none of the variables; the message names the layers that there are.
 *
 * One of a layer that exists and is frozen, or is of another model, passes: it may be trained later.
 *
 * @param variableNames - Those that are trained.
 * @param known - Those that a pattern may mean.
 */
export function checkAllMatch(
  owner: string,
  option: string,
  patterns: readonly LayerPattern[],
  variableNames: readonly string[],
  known: readonly string[] = [...variableNames, ...namedVariables()],
): void {
  const idle = patterns.find((pattern) => !known.some((name) => matches(pattern, name)));
  if (idle === undefined) return;
  const layers = [...new Set(variableNames.map((name) => name.split('/')[0]!))];
  const meant = typeof idle === 'string' ? nearest(idle, layers) : undefined;
  const remedy = meant ? `did you mean ${show(meant)}?` : `there are ${layers.join(', ')}.`;
  const got = typeof idle === 'string' ? show(idle) : String(idle);
  throw new TypeError(`${owner}: \`${option}\` must name layers that are trained; got ${got}; ${remedy}`);
}
