// Install: what people type on tf, made real
export {install, type TensorFlow} from './install.js';
export type {ExtendedCallbacks} from './ExtendedCallbacks.js';
export type {ExtendedTrain, OptimizerName, Schedulable} from './ExtendedTrain.js';
export type {ClipFunctions} from './clipFunctions.js';
