const tf = require('@tensorflow/tfjs');

const {BACKEND} = process.env;
if (!BACKEND) throw new Error('The environment variable BACKEND says on which backend.');
const registering = {
  tensorflow: '@tensorflow/tfjs-node',
  wasm: '@tensorflow/tfjs-backend-wasm',
};
if (BACKEND in registering) require(registering[BACKEND]);

// Before any test file is loaded: some make tensors at once.
module.exports = async () => {
  if (!(await tf.setBackend(BACKEND))) throw new Error(`tfjs has no backend ${BACKEND} here.`);
};
