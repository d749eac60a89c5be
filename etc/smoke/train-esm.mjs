import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import train from './train.cjs';

await train(tf, library);
