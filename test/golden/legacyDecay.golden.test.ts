import {describe, it} from '@jest/globals';
import {inverseTimeDecay} from 'tfjs-callbacks';
import {expectClose} from '../helpers/expectClose';
import {golden} from '../helpers/golden';

const {cases, tolerance, toleranceFloat32} = golden('08');

describe("inverseTimeDecay with decaySteps 1 is the optimizers' decay of Keras 2", () => {
  it.each(cases)('$name', ({args, input, expected}) => {
    const rate = inverseTimeDecay({initialLearningRate: args.lr, decaySteps: 1, decayRate: args.decay});
    expectClose(input.iterations.map(rate), expected.lr, tolerance, 'lr');
    expectClose(rate(199), expected.lr_at_iteration_199, tolerance);
    expectClose(rate(200), expected.lr_after_200_updates, tolerance);
    expectClose(rate(3199), expected.lr_at_iteration_3199, tolerance);
    expectClose(rate(3200), expected.lr_after_3200_updates, tolerance);
    expectClose(rate(200), expected.lr_float32_at_200, toleranceFloat32);
  });
});
