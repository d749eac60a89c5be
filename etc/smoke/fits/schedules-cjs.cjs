const assert = require('node:assert/strict');
const {polynomialDecay} = require('tfjs-callbacks/schedules');

assert.throws(() => require.resolve('@tensorflow/tfjs'), {code: 'MODULE_NOT_FOUND'});
assert.equal(polynomialDecay({initialLearningRate: 1, endLearningRate: 0, decaySteps: 4})(1), 0.75);
