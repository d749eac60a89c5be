const tf = require('@tensorflow/tfjs');
const library = require('tfjs-callbacks');
const install = require('tfjs-callbacks/install');
const node = require('tfjs-callbacks/node');
const train = require('./train.cjs');

train(tf, library, node, install).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
