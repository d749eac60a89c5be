import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import * as install from 'tfjs-callbacks/install';
import * as node from 'tfjs-callbacks/node';
import * as schedules from 'tfjs-callbacks/schedules';
import fit from './fit.cjs';

console.log(JSON.stringify(await fit(tf, library, schedules, node, install)));
