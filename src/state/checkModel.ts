import type {LayersModel} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {weightsOf} from './layers.js';

/** Throws unless it is a model of layers that has not been disposed. */
export function checkModel(owner: string, model: LayersModel): void {
  const {layers} = Object(model) as {layers?: unknown};
  if (!Array.isArray(layers)) {
    throw new TypeError(`${owner}: \`model\` must be a tf.LayersModel or tf.Sequential; got ${show(model)}.`);
  }
  const gone = weightsOf(model).find(({val}) => val.isDisposed);
  if (gone) {
    throw new TypeError(`${owner}: \`model\` must not be disposed; got one whose ${gone.originalName} is.`);
  }
}
