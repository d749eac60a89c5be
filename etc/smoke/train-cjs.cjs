const tf = require('@tensorflow/tfjs');
const library = require('tfjs-callbacks');
const node = require('tfjs-callbacks/node');
const train = require('./train.cjs');

train(tf, library, node).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
