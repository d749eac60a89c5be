import type {Claim} from '../../common/claims/Claim.js';
import {atLeast, atMost, exactly} from '../../common/claims/criteria.js';
import {ratio} from '../../common/claims/formats.js';
import {guessing} from '../data/addingProblem.js';
import {nameOf} from '../training/Job.js';
import {clippingNames, optimizerNames, type ClippingName, type OptimizerName} from '../training/trainings.js';
import {errorShare, norm} from './formats.js';
import type {Measures} from './measures.js';

const clipped = clippingNames.filter((name) => name !== 'none');
const error = (one: Measures) => one.error ?? Infinity;

const yesOrNo = (value: number) => (value === 1 ? 'yes' : 'no');

const explodes = (optimizer: OptimizerName): Claim<Measures> => ({
  says: `${optimizer}: gradients explode`,
  needs: [nameOf({optimizer, clipping: 'none'})],
  measure: 'largest norm of the gradients without clipping',
  value: ({largestNorm}) => largestNorm,
  criterion: atLeast(100),
  format: norm,
});

const diverges = (optimizer: OptimizerName): Claim<Measures> => ({
  says: `${optimizer} without clipping diverges`,
  needs: [nameOf({optimizer, clipping: 'none'})],
  measure: 'whether the last test error is NaN or infinite',
  value: ({diverged}) => Number(diverged),
  criterion: exactly(1),
  format: yesOrNo,
});

const survives = (optimizer: OptimizerName, clipping: ClippingName): Claim<Measures> => ({
  says: `${optimizer}, ${clipping}: does not diverge`,
  needs: [nameOf({optimizer, clipping})],
  measure: 'whether the last test error is NaN or infinite',
  value: ({diverged}) => Number(diverged),
  criterion: exactly(0),
  format: yesOrNo,
});

const learns = (optimizer: OptimizerName, clipping: ClippingName): Claim<Measures> => ({
  says: `${optimizer}${clipping === 'none' ? ' without clipping' : `, ${clipping}`}: learns to add`,
  needs: [nameOf({optimizer, clipping})],
  measure: 'test error at the end, as a share of that of always predicting 1',
  value: (one) => error(one) / guessing,
  criterion: atMost(0.5),
  format: errorShare,
});

const halves = (optimizer: OptimizerName, clipping: ClippingName): Claim<Measures> => ({
  says: `${optimizer}, ${clipping}: at most half of the error without`,
  needs: [nameOf({optimizer, clipping}), nameOf({optimizer, clipping: 'none'})],
  measure: 'test error at the end, divided by that without clipping',
  value: (one, without) => error(one) / error(without),
  criterion: atMost(0.5),
  format: ratio,
});

/**
 * What clipping is said to do: it keeps from diverging what would, and lets learn faster what would not. Where a training
 * diverged its error counts as infinite.
 */
export const claims: readonly Claim<Measures>[] = [
  ...optimizerNames.flatMap((optimizer) => [explodes(optimizer), diverges(optimizer)]),
  ...clipped.map((clipping) => survives('SGD with momentum', clipping)),
  ...optimizerNames.flatMap((optimizer) => clippingNames.map((clipping) => learns(optimizer, clipping))),
  ...clipped.map((clipping) => halves('Adam', clipping)),
];
