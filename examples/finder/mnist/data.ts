import {dispose, oneHot, tensor, tensor1d, tidy, type Tensor} from '@tensorflow/tfjs';
import {digits, split, type Digits} from './digits.js';

export interface Rows {
  /** Of shape [images, 784]. */
  x: Tensor;
  /** Of shape [images, 10], one-hot. */
  y: Tensor;
}

export interface Data {
  train: Rows;
  /** What is looked at while training: by the plateau, and for the curves. */
  validation: Rows;
  /** What is looked at once, at the end. */
  test: Rows;
  dispose(): void;
}

/** Images of each part. */
export const sizes = {train: 7200, validation: 800, test: 2000} as const;

/** The same split in every run. */
export function data(): Data {
  const {train, validation, test} = split(digits(), sizes, 1);
  const parts = {train: rows(train), validation: rows(validation), test: rows(test)};
  return {...parts, dispose: () => dispose(Object.values(parts).flatMap(({x, y}) => [x, y]))};
}

function rows({pixels, labels}: Digits): Rows {
  return {
    x: tensor(pixels, [labels.length, 784]),
    y: tidy(() => oneHot(tensor1d(labels, 'int32'), 10).toFloat()),
  };
}
