import {oneHot, tensor1d, tensor2d, tidy, type Tensor} from '@tensorflow/tfjs';
import {makeBlobs} from './makeBlobs.js';

/** The tutorial's data: 1,000 points in the plane, in three classes that overlap. */
export function points() {
  return makeBlobs({nSamples: 1000, centers: 3, nFeatures: 2, clusterStd: 2, randomState: 2});
}

export interface Split {
  /** Of shape [500, 2]. */
  x: Tensor;
  /** Of shape [500, 3], one-hot. */
  y: Tensor;
}

/** The first 500 points to train with, the last 500 to test and validate with. */
export function blobs(): {train: Split; test: Split} {
  const {x, y} = points();
  const split = (start: number, end: number): Split => ({
    x: tensor2d(x.slice(start, end)),
    y: tidy(() => oneHot(tensor1d(y.slice(start, end), 'int32'), 3).toFloat()),
  });
  return {train: split(0, 500), test: split(500, 1000)};
}
