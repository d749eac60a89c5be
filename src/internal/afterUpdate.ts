/**
 * Calls back right after the update that a batch makes, before any `onBatchEnd`.
 *
 * @param logs - What tfjs showed to `onBatchBegin`: into the same object it puts the loss as soon as the update is made.
 */
export function afterUpdate(logs: object, listener: () => void): void {
  const earlier = Object.getOwnPropertyDescriptor(logs, 'loss');
  Object.defineProperty(logs, 'loss', {
    configurable: true,
    set(loss: unknown) {
      earlier?.set?.call(logs, loss);
      Object.defineProperty(logs, 'loss', {
        value: loss,
        configurable: true,
        enumerable: true,
        writable: true,
      });
      listener();
    },
  });
}
