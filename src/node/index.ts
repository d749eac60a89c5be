// Node: logs in files, and a bar on a terminal
export {CSVLogger, csvLogger, type CSVLoggerOptions} from './CSVLogger.js';
export {JSONLinesLogger, jsonLinesLogger, type JSONLinesLoggerOptions} from './JSONLinesLogger.js';
export type {LineFileState} from './LineFile.js';
export {ProgressBar, progressBar, type ProgressBarOptions, type ProgressStream} from './ProgressBar.js';
