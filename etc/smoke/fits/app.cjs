// An app of a workspace, beside the package `training`.
const training = require('training');

training(require('@tensorflow/tfjs')).then(
  (numbers) => console.log(JSON.stringify(numbers)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
