import {describe, expect, it} from '@jest/globals';
import {
  cosineDecay,
  cosineDecayRestarts,
  exponentialDecay,
  fromKeras,
  inverseTimeDecay,
  piecewiseConstantDecay,
  polynomialDecay,
  sample,
  type Schedule,
} from 'tfjs-callbacks';
import {errorsOf} from '../helpers/schedules';

const rate = {initial_learning_rate: 0.1};

/** Each class with all its arguments and with the fewest, and the same said here. */
const classes: [string, object, Schedule][] = [
  [
    'CosineDecay',
    {...rate, decay_steps: 50, alpha: 0.1, name: 'x', warmup_target: 0.2, warmup_steps: 10},
    cosineDecay({initialLearningRate: 0.1, decaySteps: 50, alpha: 0.1, warmupTarget: 0.2, warmupSteps: 10}),
  ],
  [
    'CosineDecay',
    {...rate, decay_steps: 50, alpha: 0, name: 'CosineDecay', warmup_target: null, warmup_steps: 10},
    cosineDecay({initialLearningRate: 0.1, decaySteps: 50}),
  ],
  [
    'CosineDecayRestarts',
    {...rate, first_decay_steps: 10, t_mul: 1.5, m_mul: 0.9, alpha: 0.1, name: null},
    cosineDecayRestarts({initialLearningRate: 0.1, firstDecaySteps: 10, tMul: 1.5, mMul: 0.9, alpha: 0.1}),
  ],
  [
    'CosineDecayRestarts',
    {...rate, first_decay_steps: 10},
    cosineDecayRestarts({initialLearningRate: 0.1, firstDecaySteps: 10, tMul: 2, mMul: 1, alpha: 0}),
  ],
  [
    'ExponentialDecay',
    {...rate, decay_steps: 10, decay_rate: 0.5, staircase: true, name: 'ExponentialDecay'},
    exponentialDecay({initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: true}),
  ],
  [
    'ExponentialDecay',
    {...rate, decay_steps: 10, decay_rate: 0.5},
    exponentialDecay({initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: false}),
  ],
  [
    'InverseTimeDecay',
    {...rate, decay_steps: 10, decay_rate: 0.5, staircase: true, name: 'InverseTimeDecay'},
    inverseTimeDecay({initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: true}),
  ],
  [
    'InverseTimeDecay',
    {...rate, decay_steps: 10, decay_rate: 0.5},
    inverseTimeDecay({initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: false}),
  ],
  [
    'PiecewiseConstantDecay',
    {boundaries: [10, 20], values: [1, 0.5, 0.1], name: 'PiecewiseConstant'},
    piecewiseConstantDecay({boundaries: [10, 20], values: [1, 0.5, 0.1]}),
  ],
  [
    'PolynomialDecay',
    {...rate, decay_steps: 50, end_learning_rate: 0.01, power: 2, cycle: true, name: 'PolynomialDecay'},
    polynomialDecay({initialLearningRate: 0.1, decaySteps: 50, endLearningRate: 0.01, power: 2, cycle: true}),
  ],
  [
    'PolynomialDecay',
    {...rate, decay_steps: 50},
    polynomialDecay({initialLearningRate: 0.1, decaySteps: 50, endLearningRate: 0.0001, power: 1}),
  ],
];

const json = (name: string, config: object) =>
  JSON.stringify({
    module: 'keras.optimizers.schedules',
    class_name: name,
    config,
    registered_name: null,
  });

describe('fromKeras', () => {
  it.each(classes)('reads %s %j', (name, config, schedule) => {
    const read = fromKeras(JSON.parse(json(name, config)));
    expect(sample(read, 200)).toEqual(sample(schedule, 200));
    expect(new Set(sample(read, 200)).size).toBeGreaterThan(2);
  });

  it('reads what is frozen, and needs no more than class and config', () => {
    const config = Object.freeze({...rate, decay_steps: 4, end_learning_rate: 0});
    const read = fromKeras(Object.freeze({class_name: 'PolynomialDecay', config}));
    expect([0, 2, 4].map(read)).toEqual([0.1, 0.05, 0]);
  });

  const {type} = errorsOf('fromKeras');
  const serialized =
    '`config` must be what keras.optimizers.schedules.serialize() gives, {class_name, config}; got ';
  const known =
    '`class_name` must be CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay, ' +
    'PiecewiseConstantDecay, PolynomialDecay; got ';

  it.each([
    [undefined, type(`${serialized}undefined.`)],
    [null, type(`${serialized}null.`)],
    ['{}', type(`${serialized}"{}".`)],
    [{class_name: 'CosineDecay'}, type(`${serialized}{class_name}.`)],
    [{class_name: 'CosineDecay', config: 1}, type(`${serialized}{class_name, config}.`)],
    [{class_name: 'LinearDecay', config: {}}, type(`${known}"LinearDecay".`)],
    [{class_name: 'toString', config: {}}, type(`${known}"toString".`)],
    [{config: {}}, type(`${known}undefined.`)],
  ])('refuses %j', (config, error) => {
    expect(() => fromKeras(config as never)).toThrow(error);
    expect(() => fromKeras(config as never)).toThrow(TypeError);
  });

  it("leaves the arguments to the schedule's own checks", () => {
    const build = (config: object) => () => fromKeras({class_name: 'CosineDecay', config});
    expect(build({...rate, decay_steps: 0})).toThrow(
      new RangeError('cosineDecay: `decaySteps` must be a finite number > 0; got 0.'),
    );
    expect(build({...rate, decay_steps: 5, warm_up_steps: 1})).toThrow(
      new TypeError('cosineDecay: unknown option `warmUpSteps`; did you mean `warmupSteps`?'),
    );
  });
});
