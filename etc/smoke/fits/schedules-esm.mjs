import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {polynomialDecay} from 'tfjs-callbacks/schedules';

assert.throws(() => createRequire(import.meta.url).resolve('@tensorflow/tfjs'), {code: 'MODULE_NOT_FOUND'});
assert.equal(polynomialDecay({initialLearningRate: 1, endLearningRate: 0, decaySteps: 4})(1), 0.75);
