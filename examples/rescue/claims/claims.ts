import type {Claim} from '../../common/claims/Claim.js';
import {atLeast, atMost, below, exactly} from '../../common/claims/criteria.js';
import {rate, whole} from '../../common/claims/formats.js';
import type {Curves} from '../training/Job.js';
import type {RescueName} from '../training/rescues.js';
import {peak} from '../training/runTraining.js';

const yesOrNo = (value: number) => (value === 1 ? 'yes' : 'no');
const error = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(2))) : 'NaN');

const last = ({errors}: Curves) => errors.at(-1) ?? Infinity;
const lowest = ({errors}: Curves) => Math.min(...errors.map((one) => one ?? Infinity));

const diverges = (name: RescueName, says: string, want: boolean): Claim<Curves> => ({
  says,
  needs: [name],
  measure: 'whether the last test error is NaN or infinite',
  value: (curves) => Number(!Number.isFinite(last(curves))),
  criterion: exactly(Number(want)),
  format: yesOrNo,
});

/** What is said of the four trainings at full length. */
export const claims: readonly Claim<Curves>[] = [
  diverges('nothing', 'With nothing the training is lost', true),
  {
    says: 'terminateOnNaN ends a training that is lost',
    needs: ['terminate', 'nothing'],
    measure: 'epochs that it trains less',
    value: (terminated, nothing) => nothing.errors.length - terminated.errors.length,
    criterion: atLeast(1),
    format: whole,
  },
  diverges('clip', 'With clipGradients every error stays finite', false),
  {
    says: 'clipGradients is no help against a rate that is too high throughout',
    needs: ['clip'],
    measure: 'test error at the end, as a multiple of the lowest',
    value: (clipped) => last(clipped) / lowest(clipped),
    criterion: atLeast(10),
    format: error,
  },
  {
    says: 'recoverOnDivergence goes back, more than once when it has to',
    needs: ['recover'],
    measure: 'recoveries',
    value: ({recoveries}) => recoveries.length,
    criterion: atLeast(2),
    format: whole,
  },
  {
    says: 'recoverOnDivergence finds a rate that can be trained with',
    needs: ['recover'],
    measure: 'rate at the end',
    value: ({rates}) => rates.at(-1)!,
    criterion: below(peak),
    format: rate,
  },
  {
    says: 'recoverOnDivergence learns',
    needs: ['recover'],
    measure: 'test error at the end',
    value: last,
    criterion: atMost(0.01),
    format: error,
  },
  {
    says: 'It alone learns more than the training had before it diverged',
    needs: ['recover', 'clip', 'nothing'],
    measure: 'test error at the end, as a share of the lowest of the others',
    value: (recovered, ...others) => last(recovered) / Math.min(...others.map(lowest)),
    criterion: below(1),
    format: error,
  },
];
