const tf = require('@tensorflow/tfjs');
const library = require('tfjs-callbacks');
const install = require('tfjs-callbacks/install');
const node = require('tfjs-callbacks/node');
const schedules = require('tfjs-callbacks/schedules');
const fit = require('./fit.cjs');

fit(tf, library, schedules, node, install).then(
  (numbers) => console.log(JSON.stringify(numbers)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
