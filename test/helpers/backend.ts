import {differences, type Difference} from './differences';

/** Where the suites run: a backend of tfjs in Node, or in a page in Chromium. */
export type Backend = 'cpu' | 'wasm' | 'tensorflow' | 'webgl' | 'webgpu';

/** The backend that the suites run on: what the environment variable BACKEND says, otherwise cpu. */
export const backend = (process.env.BACKEND ?? 'cpu') as Backend;

/** Whether this is a run of those suites on one of all backends. */
export const isMatrix = process.env.BACKEND !== undefined;

/** Whether they run in a page, not in Node. */
const inPage = 'document' in globalThis;

/** Whether values lie where JavaScript can look at them; elsewhere a device has to be waited for. */
export const hasBuffers = backend === 'cpu' || backend === 'wasm';

/** Whether a number comes some time after it was asked for. */
export const isLate = backend === 'webgl' || backend === 'webgpu';

/** How much of something that takes long is tried: a graphics card that is only computed takes its time for each kernel. */
export function tries(count: number): number {
  return isLate ? Math.ceil(count / 10) : count;
}

/** Whether something is different here, as the list of differences has it. */
export function isDifferent(difference: Difference): boolean {
  const {on}: {on: readonly string[]} = differences[difference];
  return on.includes(backend) || (inPage && on.includes('page'));
}

/** A number as the backend keeps it. */
export function kept(value: number): number {
  return isDifferent('subnormals') && Math.abs(value) < 2 ** -126 ? 0 : value;
}
