import {oneHot, tensor1d, tensor2d, tidy, type Tensor, type Tensor2D} from '@tensorflow/tfjs';
import type {Point} from '../data/Point.js';

/** Coordinates of points, and their classes one-hot. */
export function tensorsOf(points: readonly Point[], numClasses: number): {x: Tensor2D; y: Tensor} {
  return {
    x: tensor2d(points.map(({x, y}) => [x, y])),
    y: tidy(() => {
      const labels = points.map(({label}) => label);
      return oneHot(tensor1d(labels, 'int32'), numClasses).toFloat();
    }),
  };
}
