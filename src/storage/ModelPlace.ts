import type {io} from '@tensorflow/tfjs';

/** A place for one model. */
export interface ModelPlace {
  save(artifacts: io.ModelArtifacts): Promise<unknown>;
  /** Only where the place has a name. */
  remove?(): Promise<unknown>;
}
