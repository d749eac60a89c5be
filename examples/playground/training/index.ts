export {availableBackends, useBackend} from './backends.js';
export {RateTest, type RatePoint, type RateTestListener} from './RateTest.js';
export type {RateSuggestion} from './suggested.js';
export {Training} from './Training.js';
export type {EpochRecord, StepRecord, TrainingListener} from './TrainingListener.js';
