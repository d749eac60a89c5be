import type {Logs} from '@tensorflow/tfjs';

/** When a model is saved, for a function that says where. */
export interface CheckpointMoment {
  /** Number of the epoch, counted from 0 as in the hooks of tfjs. */
  readonly epoch: number;
  /** Number of the batch, counted from 0, when batches are counted. */
  readonly batch?: number;
  /** The metrics: tensors, or numbers once another callback has read them. */
  readonly logs: Logs;
}
