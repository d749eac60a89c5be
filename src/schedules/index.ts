export type {Schedule} from './Schedule.js';
export {constant} from './constant.js';
export {exponentialDecay, type ExponentialDecayOptions} from './exponentialDecay.js';
export {fromPlan, type PlannedSchedule, type TrainingPlan} from './fromPlan.js';
export {inverseTimeDecay, type InverseTimeDecayOptions} from './inverseTimeDecay.js';
export {piecewiseConstantDecay, type PiecewiseConstantDecayOptions} from './piecewiseConstantDecay.js';
export {polynomialDecay, type PolynomialDecayOptions} from './polynomialDecay.js';
