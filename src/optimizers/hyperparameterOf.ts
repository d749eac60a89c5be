import type {Optimizer} from '@tensorflow/tfjs';
import {nonNegative, proportion, type Rule} from '../internal/check.js';
import {momentumField, readMomentum, writeMomentum} from './momentum.js';
import {rateOf, writeBase} from './rate.js';
import {chainOf, checkSoleWriter} from './wrapping.js';

/** A number that an optimizer trains with, in the optimizer's own name. */
export interface Hyperparameter {
  readonly name: string;
  readonly rule: Rule;
  readonly read: () => number;
  readonly write: (value: number) => void;
}

/** With these at 1 an average would never take in anything new. RMSProp calls its own one decay, Adamax not. */
function isAverage(optimizer: Optimizer, name: string): boolean {
  return (
    ['beta1', 'beta2', 'rho'].includes(name) || (name === 'decay' && optimizer.getClassName() === 'RMSProp')
  );
}

/**
 * The hyper-parameter of that name, or undefined when the optimizer has no such number. `learningRate` is the base of
 * the rate, `momentum` also finds beta1.
 *
 * @throws TypeError when a wrapper writes it itself.
 */
export function hyperparameterOf(
  owner: string,
  optimizer: Optimizer,
  name: string,
): Hyperparameter | undefined {
  checkSoleWriter(owner, optimizer, name);
  if (name === 'learningRate') {
    return {
      ...{name, rule: nonNegative},
      read: () => rateOf(owner, optimizer).base,
      write: (value) => writeBase(owner, optimizer, value),
    };
  }
  const momentum = momentumField(optimizer);
  if (momentum !== undefined && (name === 'momentum' || name === momentum)) {
    return {
      ...{name: momentum, rule: proportion},
      read: () => readMomentum(owner, optimizer),
      write: (value) => writeMomentum(owner, optimizer, value),
    };
  }
  const bearer = chainOf(optimizer).find((one) => ownNames(one).includes(name));
  if (!bearer) return undefined;
  const fields = bearer as unknown as Record<string, number>;
  return {
    ...{name, rule: isAverage(bearer, name) ? proportion : nonNegative},
    read: () => fields[name]!,
    write: (value) => void (fields[name] = value),
  };
}

/** The numbers that an optimizer, with those within it, was made with and trains with. */
export function hyperparameterNames(optimizer: Optimizer): string[] {
  return chainOf(optimizer).flatMap(ownNames);
}

function ownNames(optimizer: Optimizer): string[] {
  const fields = optimizer as unknown as Record<string, unknown>;
  return Object.keys(optimizer.getConfig()).filter((name) => typeof fields[name] === 'number');
}
