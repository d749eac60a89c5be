import type {Settings} from '../../settings/Settings.js';

/** What each schedule does, in a line. */
export const scheduleHelp: Readonly<Record<Settings['schedule'], string>> = {
  constant: 'The same rate all the way.',
  exponential: 'Falls fast, then slower.',
  piecewise: 'Falls in steps.',
  polynomial: 'Falls in a curve to a hundredth.',
  cosine: 'Falls gently to zero.',
  warmupCosine: 'Rises first, then falls.',
  oneCycle: 'High up once, then very low.',
  restarts: 'Falls and jumps up again.',
  triangular: 'Up and down between two rates.',
};

/** What each kind of clipping does, in a line. */
export const clippingHelp: Readonly<Record<Settings['clipping'], string>> = {
  none: '',
  value: 'Holds each number within ± the threshold.',
  norm: 'Shortens each gradient to the threshold.',
  globalNorm: 'Shortens all together to the threshold.',
  adaptive: 'Shortens to a share of the weights.',
};
