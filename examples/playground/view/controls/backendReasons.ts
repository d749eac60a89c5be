import type {Settings} from '../../settings/Settings.js';

/** Why a backend is not to be had. */
export const backendReasons: Readonly<Record<Settings['backend'], string>> = {
  cpu: '',
  wasm: 'This browser has no WebAssembly.',
  webgl: 'WebGL is not available here: graphics are off or not supported.',
  webgpu: 'WebGPU is not available here: it needs a recent browser, a secure page and a graphics card.',
};
