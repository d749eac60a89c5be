export type {Schedule} from './Schedule.js';
export type {Shape} from './Shape.js';

// Schedules: from a step to a value
export {constant} from './constant.js';
export {cosineAnnealingLR, type CosineAnnealingLROptions} from './cosineAnnealingLR.js';
export {cosineDecay, type CosineDecayOptions} from './cosineDecay.js';
export {cosineDecayRestarts, type CosineDecayRestartsOptions} from './cosineDecayRestarts.js';
export {cyclicLR, type CyclicLROptions} from './cyclicLR.js';
export {exponentialDecay, type ExponentialDecayOptions} from './exponentialDecay.js';
export {inverseSqrtDecay, type InverseSqrtDecayOptions} from './inverseSqrtDecay.js';
export {inverseTimeDecay, type InverseTimeDecayOptions} from './inverseTimeDecay.js';
export {multiplicativeLR, type MultiplicativeLROptions} from './multiplicativeLR.js';
export {multiStepLR, type MultiStepLROptions} from './multiStepLR.js';
export {noam, type NoamOptions} from './noam.js';
export {oneCycleLR, type OneCycleCourse, type OneCycleLROptions} from './oneCycleLR.js';
export {piecewiseConstantDecay, type PiecewiseConstantDecayOptions} from './piecewiseConstantDecay.js';
export {piecewiseInterpolate, type PiecewiseInterpolateOptions} from './piecewiseInterpolate.js';
export {polynomialDecay, type PolynomialDecayOptions} from './polynomialDecay.js';
export {tanhDecay, type TanhDecayOptions} from './tanhDecay.js';
export {warmupStableDecay, type Ramp, type WarmupStableDecayOptions} from './warmupStableDecay.js';

// Combinators: from schedules to a schedule
export {clamp, type ClampOptions} from './clamp.js';
export {delay} from './delay.js';
export {join} from './join.js';
export {product} from './product.js';
export {repeat, type RepeatOptions} from './repeat.js';
export {sample} from './sample.js';
export {scale} from './scale.js';
export {warmup, type WarmupOptions} from './warmup.js';

// Interchange: schedules from elsewhere and for later
export {fromKeras, type KerasSchedule} from './fromKeras.js';
export {fromPlan, type PlannedSchedule, type TrainingPlan} from './fromPlan.js';
