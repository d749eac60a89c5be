import {checkOptions, keeps, oneOf, positive, type Rule} from '../../internal/check.js';
import type {Schedule} from '../../schedules/Schedule.js';
import {aLayerPattern, type LayerPattern} from '../layerPatterns.js';
import type {ClippingModes, NonFiniteGradients} from './ClipGradientsOptions.js';

export const owner = 'clipGradients';

const modes = ['value', 'norm', 'globalNorm', 'adaptive'] as const;

/** How gradients are clipped, with all that was left out. */
export interface Clipping {
  mode: (typeof modes)[number];
  threshold: number | Schedule;
  epsilon: number;
  exclude: readonly LayerPattern[];
  nonFinite: 'propagate' | 'skip' | 'throw';
}

export const threshold: Rule = {
  must: 'a finite number > 0, or a schedule of such numbers',
  kind: (value) => typeof value === 'number' || typeof value === 'function',
  test: (value: unknown) => typeof value === 'function' || keeps(value, positive),
};

const patterns: Rule = {
  must: 'an array of names of layers and RegExps',
  kind: (value) => Array.isArray(value) && value.every((one) => keeps(one, aLayerPattern)),
};

const record: Rule = {
  must: 'an object such as {clipping: 0.01}',
  kind: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Checks the options and fills them up. */
export function clippingFrom(options: ClippingModes & NonFiniteGradients): Clipping {
  checkOptions(owner, options, {
    ...{value: threshold, norm: threshold, globalNorm: threshold},
    adaptive: record,
    nonFinite: oneOf('propagate', 'skip', 'throw'),
  });
  const [mode, ...others] = modes.filter((one) => options[one] !== undefined);
  if (mode === undefined || others.length > 0) {
    const got = mode === undefined ? 'none' : [mode, ...others].join(' and ');
    throw new TypeError(
      `${owner}: \`options\` must have one of ${modes.join(', ')}; got ${got}. For two, put one clipGradients around another.`,
    );
  }
  const {nonFinite = 'propagate'} = options;
  const adaptive = mode === 'adaptive' ? options.adaptive! : {};
  checkOptions(owner, adaptive, {
    ...{clipping: threshold, epsilon: positive, exclude: patterns},
  });
  const {clipping = 0.01, epsilon = 1e-3, exclude = []} = adaptive;
  const limit = mode === 'adaptive' ? clipping : options[mode]!;
  return {mode, threshold: limit, epsilon, exclude: [...exclude], nonFinite};
}
