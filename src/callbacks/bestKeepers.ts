/** Callbacks that keep the weights of the epoch whose validation is the best. */
export const bestKeepers = new WeakSet();
