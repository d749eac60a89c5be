import type {Callback} from '@tensorflow/tfjs';
import {
  constant,
  cosineDecay,
  exponentialDecay,
  fromPlan,
  learningRateScheduler,
  multiStepLR,
  oneCycle,
  reduceLROnPlateau,
  type PlannedSchedule,
  type Schedule,
} from 'tfjs-callbacks';

const byStep = (schedule: Schedule | PlannedSchedule) => learningRateScheduler({schedule, by: 'step'});

/**
 * What beginners' guides compare, each from the rate that was found and over the whole training. Their settings were
 * chosen beforehand.
 */
export const schedulers = {
  constant: (rate) => byStep(constant(rate)),
  step: (initialLearningRate) =>
    byStep(
      fromPlan(({totalSteps}) =>
        multiStepLR({initialLearningRate, milestones: [totalSteps / 3, (2 * totalSteps) / 3], gamma: 0.2}),
      ),
    ),
  exponential: (initialLearningRate) =>
    byStep(
      fromPlan(({totalSteps}) =>
        exponentialDecay({initialLearningRate, decaySteps: totalSteps, decayRate: 0.01}),
      ),
    ),
  cosine: (initialLearningRate) =>
    byStep(fromPlan(({totalSteps}) => cosineDecay({initialLearningRate, decaySteps: totalSteps}))),
  plateau: () => reduceLROnPlateau({monitor: 'val_loss', factor: 0.5, patience: 2}),
  'one-cycle': (maxLr) => oneCycle({maxLr}),
} satisfies Record<string, (rate: number) => Callback>;

export type Scheduler = keyof typeof schedulers;
export const names = Object.keys(schedulers) as Scheduler[];

/** What each does, in words. */
export const about: Readonly<Record<Scheduler, string>> = {
  constant: 'the rate as it was found',
  step: 'a fifth of it after each third of the training',
  exponential: 'down to a hundredth by equal factors',
  cosine: 'down to 0 along half a cosine wave',
  plateau: 'half of it when two checks in a row have not lowered the validation loss',
  'one-cycle': 'up from a twenty-fifth and down to almost 0, the momentum from 0.95 to 0.85 and back',
};
