import type {Optimizer, Scalar} from '@tensorflow/tfjs';
import type {OptimizerWrapper} from 'tfjs-callbacks';

/** Frees what an optimizer holds; that of tfjs with momentum forgets the tensor of its rate. */
export function disposeOptimizer(optimizer: Optimizer): void {
  optimizer.dispose();
  let innermost = optimizer;
  // Not `instanceof`: to tfjs all optimizers are instances of all classes of such.
  while ('inner' in innermost) innermost = (innermost as OptimizerWrapper).inner;
  (innermost as unknown as {readonly c?: Scalar}).c?.dispose();
}
