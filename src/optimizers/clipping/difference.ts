import {cast, concat, notEqual, reshape, scalar, sum, type Scalar, type Tensor} from '@tensorflow/tfjs';
import type {Norm} from './globalNorm.js';
import {readsBuffers} from './readsBuffers.js';

type Gradients = readonly (Tensor | null | undefined)[];

/** 0 if all gradients are as before. */
export function difference(before: Gradients, after: Gradients): Norm {
  const [was, is] = [before, after].map((list) => list.filter((one) => !!one?.size)) as [Tensor[], Tensor[]];
  // Those that are known to be as before are the same tensors.
  if (readsBuffers()) return was.some((one, i) => one !== is[i]) ? 1 : 0;
  if (was.length === 0) return scalar(0);
  const flat = (list: Tensor[]) => concat(list.map((one) => reshape(one, [-1])));
  return sum<Scalar>(cast(notEqual(flat(was), flat(is)), 'float32'));
}
