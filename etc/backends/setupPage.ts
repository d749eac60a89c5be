import * as tf from '@tensorflow/tfjs';
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import {backend} from '../../test/helpers/backend';

setWasmPaths('/');

// Before any test file is loaded: some make tensors at once.
if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend ${backend} here.`);
