import {describe, expect, it, jest} from '@jest/globals';
import {constant, fromPlan, polynomialDecay, type Schedule, type TrainingPlan} from 'tfjs-callbacks';
import {isPlanned, schedulePlanned} from '../../src/schedules/fromPlan';

const plan: TrainingPlan = {epochs: 2, stepsPerEpoch: 5, totalSteps: 10, learningRate: 0.5};

describe('fromPlan', () => {
  it('builds the schedule from the plan, not before there is one', () => {
    const build = jest.fn(({learningRate, totalSteps}: TrainingPlan): Schedule =>
      polynomialDecay({initialLearningRate: learningRate, decaySteps: totalSteps, endLearningRate: 0}),
    );
    const planned = fromPlan(build);
    expect(build).not.toHaveBeenCalled();
    expect([0, 5, 10].map(schedulePlanned(planned, plan))).toEqual([0.5, 0.25, 0]);
    expect(build.mock.calls).toEqual([[plan]]);
  });

  it('is told from a schedule, and known by another build of the library', () => {
    expect(isPlanned(fromPlan(() => constant(1)))).toBe(true);
    expect(isPlanned({[Symbol.for('tfjs-callbacks.fromPlan')]: () => constant(1)})).toBe(true);
    expect([constant(1), {}, null, undefined, 0.1].filter(isPlanned)).toEqual([]);
  });

  it.each([
    [undefined, 'undefined'],
    [0.1, '0.1'],
    [fromPlan(() => constant(1)), '{}'],
  ])('refuses %p', (build, shown) => {
    const planned = () => fromPlan(build as never);
    expect(planned).toThrow(new Error(`fromPlan: \`build\` must be a function of the plan; got ${shown}.`));
    expect(planned).toThrow(TypeError);
  });
});
