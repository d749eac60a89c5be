import {Tensor} from '@tensorflow/tfjs';
import {type Rule} from '../../internal/check.js';

export const tensor: Rule = {
  must: 'a float32 tensor',
  kind: (value) => value instanceof Tensor && value.dtype === 'float32',
};

export const tensorList: Rule = {
  must: 'an array of float32 tensors, with null or undefined where there is no gradient',
  kind: (value) => Array.isArray(value) && value.every((one) => (one ?? null) === null || tensor.kind(one)),
};
