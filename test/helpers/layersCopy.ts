import {jest} from '@jest/globals';

/** Another file of the same package is another copy of its classes; both share tfjs-core. */
export const layersCopy = jest.requireActual<typeof import('@tensorflow/tfjs-layers')>(
  '@tensorflow/tfjs-layers/dist/tf-layers.js',
);
