import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {availableBackends, onBackend, useBackend} from '../../../../examples/playground/training/backends';

// Stands for a backend that this computer does not have.
beforeAll(() => {
  const Cpu = tf.findBackend('cpu').constructor as new () => tf.KernelBackend;
  tf.registerBackend('webgl', () => new Cpu(), 0);
});
afterAll(async () => {
  await tf.setBackend('cpu');
  tf.removeBackend('webgl');
});

describe('useBackend', () => {
  it('changes the backend', async () => {
    await useBackend('webgl');
    expect(tf.getBackend()).toBe('webgl');
    await useBackend('cpu');
    expect(tf.getBackend()).toBe('cpu');
  });

  it('refuses while something is computed on another one', async () => {
    let end: (() => void) | undefined;
    const computed = onBackend('cpu', () => new Promise<void>((resolve) => (end = resolve)));
    await onBackend('cpu', async () => {});
    await expect(useBackend('webgl')).rejects.toThrow(
      'WebGL has to wait until what runs on another backend has ended.',
    );
    await useBackend('cpu');
    end!();
    await computed;
    await useBackend('webgl');
    await useBackend('cpu');
  });
});

describe('availableBackends', () => {
  it('knows what is there without a browser', async () => {
    expect(await availableBackends()).toEqual(['cpu', 'wasm']);
  });
});
