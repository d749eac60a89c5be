import type {Claim as ClaimAbout} from '../../common/claims/Claim.js';
import type {Curves} from '../training/Training.js';

/** The curves of one seed by the name of the training. */
export type Runs = Readonly<Record<string, Curves>>;

/** A statement of the tutorial, and how to tell whether it is so. */
export type Claim = ClaimAbout<Curves>;
