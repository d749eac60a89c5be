import type {RunState} from '../state/Run.js';

/** In the order in which one of two runs decides what both can do. */
const order: readonly RunState[] = ['loading', 'training', 'paused', 'ended', 'ready'];

/** The state of all runs together. */
export function runTogether(states: readonly RunState[]): RunState {
  return order.find((state) => states.includes(state)) ?? 'ready';
}
