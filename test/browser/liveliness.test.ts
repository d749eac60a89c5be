import {describe, expect, it} from '@jest/globals';
import type * as tfjs from '@tensorflow/tfjs';
import {declared, html, pages} from './helpers/pages.js';
import {scriptBuild} from './helpers/scriptBuild.js';

/** Trains until somebody sets `stopTraining`. */
async function training(
  tf: typeof tfjs,
  list: (onBatchEnd: () => void) => tfjs.ModelFitArgs['callbacks'],
  isOver: () => boolean,
) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([32, 2], 0, 1, 'float32', 1);
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
  model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
  const stop = () => {
    if (isOver()) model.stopTraining = true;
  };
  await model.fit(x, x.sum(1, true), {epochs: 1e9, verbose: 0, callbacks: list(stop)!});
}

const lists = {
  'our callbacks': `(onBatchEnd) => [
    tfjsCallbacks.reduceLROnPlateau({monitor: 'loss'}),
    tfjsCallbacks.learningRateMonitor({steps: false}),
    tfjsCallbacks.lambdaCallback({onBatchEnd}),
  ]`,
  'combine and an object': `(onBatchEnd) => tfjsCallbacks.combine([{onBatchEnd}])`,
  'combine and a class of tfjs': `(onBatchEnd) => {
    const theirs = new tf.Callback();
    theirs.onBatchEnd = async () => onBatchEnd();
    return tfjsCallbacks.combine([theirs]);
  }`,
};

const site = pages(
  {
    'training.html': `${html(['tf.min.js', 'tfjs-callbacks.min.js'], declared(training))}
<button id="stop">Stop</button>
<script>
  let frames = 0;
  const next = () => requestAnimationFrame(() => (next(), (frames += 1)));
  next();
  let isStopped = false;
  document.getElementById('stop').onclick = () => (isStopped = true);
  const trained = (list, isOver) => training(tf, list, isOver);
</script>`,
  },
  scriptBuild,
);

describe('A page that trains on cpu', () => {
  it.each(Object.entries(lists))('with %s draws frame after frame', async (_name, list) => {
    const page = await site.open('training.html');
    // Without frames it would never end.
    const last = await page.evaluate<number>(`
      (async () => {
        const before = frames;
        await trained(${list}, () => frames >= before + 20);
        return frames - before;
      })()`);
    expect(last).toBeGreaterThanOrEqual(20);
  });

  it.each(Object.entries(lists))('with %s can be stopped with a button', async (_name, list) => {
    const page = await site.open('training.html');
    const training = page.evaluate(`trained(${list}, () => isStopped).then(() => 'ended')`);
    await page.click('#stop');
    expect(await training).toBe('ended');
  });

  it('with a class of tfjs alone draws nothing until it ends', async () => {
    const page = await site.open('training.html');
    const drawn = await page.evaluate<number>(`
      (async () => {
        await tf.setBackend('cpu');
        const begin = performance.now();
        let first;
        await trained((onBatchEnd) => {
          const theirs = new tf.Callback();
          theirs.onBatchEnd = async () => {
            first ??= frames;
            onBatchEnd();
          };
          return [theirs];
        }, () => performance.now() - begin > 1000);
        return frames - first;
      })()`);
    expect(drawn).toBe(0);
  });
});
