/** Resolves after a turn of the event loop. Unlike an animation frame or a timer it is not held back in a hidden tab. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    try {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    } catch {
      // There is no MessageChannel.
      setTimeout(resolve);
    }
  });
}
