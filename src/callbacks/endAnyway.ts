import {CustomCallback, type CallbackList} from '@tensorflow/tfjs';
import {afterFit} from './afterFit.js';

type CallbackInstance = CallbackList['callbacks'][number];

const ensured = new WeakSet<CallbackInstance>();

/**
 * Lets a callback end any fit that it has begun: tfjs calls no hook when a fit throws, and here its `onTrainEnd` is called
 * then, as in a `finally`. What goes wrong in it is a warning, as the error that has ended the fit is the one to be seen.
 *
 * A fit of another copy of tfjs does not hand it the model, and is an error at once: the hooks of a `CustomCallback` would
 * call themselves for ever there.
 */
export function endAnyway(callback: CallbackInstance): CallbackInstance {
  if (ensured.has(callback) || !Object.isExtensible(callback)) return callback;
  ensured.add(callback);
  const {setModel, onTrainBegin, onTrainEnd} = callback;
  let isReached = false;
  let hasBegun = false;

  // What a CustomCallback was given is not to wait for logs that there are not.
  const {trainEnd} = callback as {trainEnd?: () => unknown};
  const clean = async (): Promise<void> => {
    isReached = false;
    if (!hasBegun) return;
    hasBegun = false;
    try {
      await (callback instanceof CustomCallback ? trainEnd?.() : onTrainEnd.call(callback));
    } catch (error) {
      console.warn(`combine: onTrainEnd failed after a fit that threw: ${String(error)}`);
    }
  };
  const hooks: Partial<CallbackInstance> = {
    setModel(model) {
      setModel.call(callback, model);
      isReached = true;
      hasBegun = false;
      afterFit(model as Parameters<typeof afterFit>[0], () => void clean());
    },
    async onTrainBegin(logs) {
      if (!isReached)
        throw new TypeError(
          'combine: got no model; of two copies of tfjs load one, and hooks called by hand begin with setModel.',
        );
      await onTrainBegin.call(callback, logs);
      hasBegun = true;
    },
    async onTrainEnd(logs) {
      hasBegun = false;
      await onTrainEnd.call(callback, logs);
    },
  };
  for (const [name, value] of Object.entries(hooks)) {
    Object.defineProperty(callback, name, {value, configurable: true, writable: true, enumerable: false});
  }
  return callback;
}
