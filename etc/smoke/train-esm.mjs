import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import * as install from 'tfjs-callbacks/install';
import * as node from 'tfjs-callbacks/node';
import train from './train.cjs';

await train(tf, library, node, install);
