import {Tensor} from '@tensorflow/tfjs';
import {type Rule} from '../../internal/check.js';

export const tensor: Rule = {must: 'a tensor', kind: (value) => value instanceof Tensor};

export const tensorList: Rule = {
  must: 'an array of tensors, with null or undefined where there is no gradient',
  kind: (value) => Array.isArray(value) && value.every((one) => (one ?? null) === null || tensor.kind(one)),
};
