import type {Figure} from '../../common/report/Figure.js';
import type {Agreement} from '../claims/agreement.js';
import type {Claim} from '../claims/Claim.js';
import type {Judgement} from '../../common/claims/judge.js';
import type {Experiment} from '../experiments/Experiment.js';

/** All that the two reports tell. */
export interface Report {
  sections: Section[];
  agreement: Agreement[];
  /** How it was made, in words: label and value. */
  setup: [label: string, value: string][];
  timings: Timing[];
  /** What could not be shown, a sentence each. */
  missing: string[];
}

export interface Section {
  experiment: Experiment;
  figures: Figure[];
  claims: JudgedClaim[];
}

export interface JudgedClaim {
  claim: Claim;
  ours: Judgement;
  keras: Judgement;
}

export interface Timing {
  /** Name of the training. */
  name: string;
  /** Seconds that it took, a number a seed. */
  seconds: number[];
}
