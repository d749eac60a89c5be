import {describe, expect, it} from '@jest/globals';
import type * as tfjs from '@tensorflow/tfjs';
import type {Page} from 'playwright';
import type * as library from 'tfjs-callbacks';
import {declared, html, pages} from './helpers/pages.js';
import {scriptBuild} from './helpers/scriptBuild.js';
import {launchTabs} from './helpers/tabs.js';

type Name = 'ours' | 'combined' | 'an object' | 'an instance';

/** Trains for half a second, in which tfjs, left alone, yields several times. */
async function training(tf: typeof tfjs, lib: typeof library, name: Name) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([32, 2], 0, 1, 'float32', 1);
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
  model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
  const begin = performance.now();
  const onBatchEnd = () => {
    if (performance.now() - begin > 500) model.stopTraining = true;
  };
  const plateau = lib.reduceLROnPlateau({monitor: 'loss'});
  const lists = {
    ours: [plateau, lib.lambdaCallback({onBatchEnd})],
    combined: lib.combine([plateau, {onBatchEnd}]),
    'an object': [{onBatchEnd}],
    'an instance': [plateau, new tf.CustomCallback({onBatchEnd})],
  };
  await model.fit(x, x.sum(1, true), {epochs: 1e9, verbose: 0, callbacks: lists[name]});
  return name;
}

const site = pages(
  {
    'training.html': html(
      ['tf.min.js', 'tfjs-callbacks.min.js'],
      `${declared(training)}
      const frames = {count: 0};
      const next = () => requestAnimationFrame(() => (next(), (frames.count += 1)));
      next();`,
    ),
    'other.html': html([]),
  },
  scriptBuild,
  launchTabs,
);

/** A tab that trains, behind another one, and how many animation frames it has had since. */
async function hidden(): Promise<{tab: Page; frames: () => Promise<number>}> {
  const tab = await site.open('training.html');
  const other = await site.open('other.html');
  await other.bringToFront();
  await tab.waitForFunction(`document.visibilityState === 'hidden'`, undefined, {polling: 10});
  await tab.evaluate('frames.count = 0');
  return {tab, frames: () => tab.evaluate<number>('frames.count')};
}

const begin = (tab: Page, name: Name): Promise<unknown> =>
  tab.evaluate(`training(tf, tfjsCallbacks, '${name}')`);

describe('In a hidden tab, where animation frames stand still', () => {
  it.each(['ours', 'combined'] as const)('a training with a list of %s goes on to its end', async (name) => {
    const {tab, frames} = await hidden();
    expect(await begin(tab, name)).toBe(name);
    expect(await frames()).toBe(0);
  });

  it.each(['an object', 'an instance'] as const)(
    'tfjs waits with %s until the tab is in front',
    async (name) => {
      const {tab, frames} = await hidden();
      const ended: unknown[] = [];
      const waiting = begin(tab, name).then((name) => ended.push(name));
      ended.push(await begin(tab, 'ours'));
      ended.push(await begin(tab, 'ours'));
      expect(ended).toEqual(['ours', 'ours']);
      expect(await frames()).toBe(0);

      await tab.bringToFront();
      await waiting;
      expect(ended).toEqual(['ours', 'ours', name]);
    },
  );
});
