// A package of a workspace that uses the library: it takes the tfjs of the app.
const assert = require('node:assert/strict');
const library = require('tfjs-callbacks');
const install = require('tfjs-callbacks/install');
const node = require('tfjs-callbacks/node');
const schedules = require('tfjs-callbacks/schedules');
const fit = require('./fit.cjs');

module.exports = (tf) => {
  assert.equal(tf, require('@tensorflow/tfjs'));
  return fit(tf, library, schedules, node, install);
};
