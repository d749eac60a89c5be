// @ts-expect-error It comes without types.
import * as copy from '@tensorflow/tfjs-layers/dist/tf-layers.fesm.js';

/** Another file of the same package is another copy of its classes; both share tfjs-core. */
export const layersCopy = copy as typeof import('@tensorflow/tfjs-layers');
