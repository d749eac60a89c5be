import {fromPlan, inverseTimeDecay, type PlannedSchedule, type Schedule} from 'tfjs-callbacks/schedules';

export const schedule: Schedule = inverseTimeDecay({initialLearningRate: 1, decaySteps: 1, decayRate: 0.5});
export const planned: PlannedSchedule = fromPlan(() => schedule);
