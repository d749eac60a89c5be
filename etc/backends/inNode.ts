import {runInNode} from './run.js';

/** `npm run test:backends`: the suites on `cpu` and `wasm` in Node. */
const passed = ['cpu', 'wasm'].map((backend) => runInNode(backend));
process.exitCode = passed.every(Boolean) ? 0 : 1;
