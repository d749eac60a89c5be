// What a script tag gives: the global `tfjsCallbacks`.
export * from '../../src/index.js';
export {install} from '../../src/install/install.js';
