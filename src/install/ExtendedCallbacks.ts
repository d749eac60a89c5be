import type * as callbacks from './callbacks.js';

/** What `tf.callbacks` is while it is extended: its `earlyStopping` is the one that can restore. */
export type ExtendedCallbacks = typeof callbacks;
