import {describe, it} from '@jest/globals';
import {expectClose} from '../helpers/expectClose';
import {golden} from '../helpers/golden';
import {plateauTrace} from '../helpers/plateauRates';

const {cases, tolerance} = golden('01d');

describe('ReduceLROnPlateau on one sequence beside Keras, PyTorch and optax', () => {
  it.each(cases)('$name', async ({args, input, expected}) => {
    const {patience, cooldown, factor, min_delta: minDelta} = args;
    const ratesWith = async (options: {patience: number; cooldown: number}) => {
      const common = {monitor: 'loss', factor, minDelta};
      return (await plateauTrace(input.metrics, input.initial_lr, {...common, ...options})).rates;
    };
    const torch = await ratesWith({patience: patience + 1, cooldown: cooldown + 1});
    const optax = await ratesWith({patience, cooldown: cooldown + 1});

    expectClose(await ratesWith({patience, cooldown}), expected.keras, tolerance, 'keras');
    expectClose(torch, expected.torch_same_args, tolerance, 'torch_same_args');
    // optax with patience 0 reduces at each improvement and never on a plateau: that is not offered.
    if (patience > 0) expectClose(optax, expected.optax_same_args, tolerance, 'optax_same_args');
  });
});
