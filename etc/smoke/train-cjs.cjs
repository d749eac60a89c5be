const tf = require('@tensorflow/tfjs');
const library = require('tfjs-callbacks');
const train = require('./train.cjs');

train(tf, library).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
