import type {io} from '@tensorflow/tfjs';

/** A place for one model. */
export interface ModelPlace {
  /** The same for all spellings of the place: a whole path or a URL; undefined for a handler. */
  readonly name?: string;
  save(artifacts: io.ModelArtifacts): Promise<unknown>;
  /** Only where the place has a name. A model that is not there any more is no error in a folder. */
  remove?(): Promise<unknown>;
}
