import type {Figure} from '../../common/report/Figure.js';
import type {Claim, Runs} from '../claims/Claim.js';
import type {Training} from '../training/Training.js';

/** One experiment of the tutorial. */
export interface Experiment {
  /** As `--only` takes it. */
  name: string;
  title: string;
  /** What is done, in a sentence or two. */
  about: string;
  trainings: readonly Training[];
  /** Curves that need no training. */
  computed?: () => Runs;
  /** Drawn from one seed's curves; a curve that is missing is left out. */
  figures: (runs: Runs) => Figure[];
  claims: readonly Claim[];
}
