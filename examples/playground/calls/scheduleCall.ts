import {planOf} from '../settings/planOf.js';
import type {Settings} from '../settings/Settings.js';
import {call, type Call} from './Call.js';
import {rounded} from './rounded.js';

/** How a schedule gets from a step to a rate, over the steps of the settings; undefined for a rate that stays. */
export function scheduleCall(settings: Settings): Call | undefined {
  const {schedule, learningRate} = settings;
  const {totalSteps} = planOf(settings);
  const part = (fraction: number) => Math.max(Math.round(fraction * totalSteps), 1);
  switch (schedule) {
    case 'constant':
      return undefined;
    case 'exponential':
      return call('exponentialDecay', {
        initialLearningRate: learningRate,
        decaySteps: totalSteps,
        decayRate: 0.01,
      });
    case 'piecewise':
      return call('piecewiseConstantDecay', {
        boundaries: [part(0.5), part(0.5) + part(0.25)],
        values: [learningRate, rounded(learningRate / 10), rounded(learningRate / 100)],
      });
    case 'polynomial':
      return call('polynomialDecay', {
        initialLearningRate: learningRate,
        decaySteps: totalSteps,
        endLearningRate: rounded(learningRate / 100),
        power: 2,
      });
    case 'cosine':
      return call('cosineDecay', {initialLearningRate: learningRate, decaySteps: totalSteps});
    case 'warmupCosine': {
      const warmupSteps = part(0.1);
      return call('cosineDecay', {
        initialLearningRate: rounded(learningRate / 10),
        decaySteps: Math.max(totalSteps - warmupSteps, 1),
        warmupTarget: learningRate,
        warmupSteps,
      });
    }
    case 'oneCycle':
      return call('oneCycleLR', {maxLr: learningRate, totalSteps});
    case 'restarts':
      return call(
        'repeat',
        call('cosineAnnealingLR', {initialLearningRate: learningRate, tMax: firstPeriod(totalSteps)}),
        {
          steps: firstPeriod(totalSteps),
          lengthFactor: 2,
        },
      );
    case 'triangular':
      return call('cyclicLR', triangles(settings));
  }
}

/** Of three periods, each twice as long as the one before, the last of which ends with the training. */
export function firstPeriod(totalSteps: number): number {
  return Math.max(Math.ceil(totalSteps / 7), 1);
}

/** Three times up and down between a tenth of the rate and the rate. */
export function triangles(settings: Settings): {baseLr: number; maxLr: number; stepSizeUp: number} {
  const {learningRate} = settings;
  const {totalSteps} = planOf(settings);
  return {
    baseLr: rounded(learningRate / 10),
    maxLr: learningRate,
    stepSizeUp: Math.max(Math.round(totalSteps / 6), 1),
  };
}
