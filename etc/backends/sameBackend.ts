import {afterAll, beforeAll, expect} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {backend} from '../../test/helpers/backend';

// A suite that leaves its backend must have come back to it.
beforeAll(() => expect(tf.getBackend()).toBe(backend));
afterAll(() => expect(tf.getBackend()).toBe(backend));
