import {enableProdMode, getBackend, setBackend} from '@tensorflow/tfjs';
import {choices} from '../settings/choices.js';
import type {Settings} from '../settings/Settings.js';

type Backend = Settings['backend'];

/** How many computations are under way; tfjs has one backend at a time for all. */
let users = 0;

/** One after the other, because a backend may take its time to start. */
let changed: Promise<unknown> = Promise.resolve();

/**
 * Makes tfjs compute on the backend.
 *
 * @throws Error with a line for people when it cannot be had, or something is still computed on another one.
 */
export async function useBackend(backend: Backend): Promise<void> {
  const change = changed.then(async () => {
    if (getBackend() === backend) return;
    const name = choices.backend.values[backend];
    if (users > 0) throw new Error(`${name} has to wait until what runs on another backend has ended.`);
    if (!(await start(backend))) {
      throw new Error(`${name} cannot be had in this browser; choose another backend.`);
    }
  });
  changed = change.catch(() => {});
  await change;
}

/** Computes something on the backend, with which others wait meanwhile. */
export async function onBackend<Result>(backend: Backend, compute: () => Promise<Result>): Promise<Result> {
  await useBackend(backend);
  users += 1;
  try {
    return await compute();
  } finally {
    users -= 1;
  }
}

/** Those that can be had here, as far as can be told without starting them. */
export async function availableBackends(): Promise<Backend[]> {
  const isThere: Record<Backend, boolean> = {
    cpu: true,
    wasm: typeof WebAssembly === 'object',
    webgl: hasWebGL(),
    webgpu: await hasWebGPU(),
  };
  return (Object.keys(isThere) as Backend[]).filter((backend) => isThere[backend]);
}

async function start(backend: Backend): Promise<boolean> {
  enableProdMode();
  try {
    if (backend === 'wasm') (await import('./wasm.js')).registerWasm();
    if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
    return await setBackend(backend);
  } catch {
    return false;
  }
}

function hasWebGL(): boolean {
  if (typeof document === 'undefined') return false;
  const canvas = document.createElement('canvas');
  return Boolean(canvas.getContext('webgl2') ?? canvas.getContext('webgl'));
}

async function hasWebGPU(): Promise<boolean> {
  const {gpu} = (globalThis.navigator ?? {}) as {gpu?: {requestAdapter(): Promise<unknown>}};
  try {
    return Boolean(await gpu?.requestAdapter());
  } catch {
    return false;
  }
}
