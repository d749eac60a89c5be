const assert = require('node:assert/strict');
const {realpathSync} = require('node:fs');
const {createRequire} = require('node:module');

// What the library loads is what the app loads.
const library = createRequire(require.resolve('tfjs-callbacks'));
const [its, ours] = [library, require].map(({resolve}) => realpathSync(resolve('@tensorflow/tfjs')));
assert.equal(its, ours);
