import {describe, expect, it} from '@jest/globals';
import {build} from 'esbuild';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {cosineDecay, warmup} from 'tfjs-callbacks';
import {pages} from '../helpers/pages.js';

const root = join(__dirname, '../../..');
const doc = readFileSync(join(root, 'docs/watching-the-learning-rate.md'), 'utf8');
const blocks = [...doc.matchAll(/```typescript\n(.*?)```/gs)].map(([, code]) => code!);
const shown = blocks.slice(
  0,
  blocks.findIndex((code) => code.includes('tfjs-node')),
);

const html = `<!doctype html><html lang="en"><head><title>tfjs-vis</title><link rel="icon" href="data:,"></head>
<body><script type="module" src="page.js"></script></body></html>`;

/** The code of the documentation as a page, with its model and data. */
async function bundle(folder: string): Promise<void> {
  const training = `import {model, x, y, xVal, yVal} from './training';`;
  await build({
    stdin: {
      contents: [training, ...shown, 'window.isDone = true;'].join('\n'),
      loader: 'ts',
      resolveDir: __dirname,
    },
    alias: {'@tensorflow/tfjs-vis': '@tensorflow/tfjs-vis/dist/tfjs-vis.umd.min.js'},
    define: {global: 'globalThis'},
    tsconfig: join(root, 'tsconfig.json'),
    outfile: join(folder, 'page.js'),
    bundle: true,
    format: 'esm',
    logLevel: 'error',
  });
}

const {open} = pages({'index.html': html}, bundle);

const stepsPerEpoch = 13;
const totalSteps = 30 * stepsPerEpoch;
const steps = 0.1 * totalSteps;
const rate = warmup(cosineDecay({initialLearningRate: 0.05, decaySteps: totalSteps - steps}), {steps});
const rateOfEpoch = (epoch: number) => rate((epoch + 1) * stepsPerEpoch - 1);

describe('the page of the documentation that trains with tfjs-vis', () => {
  it('shows the rate of each epoch beside the loss and the accuracy, and that of each update', async () => {
    const page = await open('');
    await page.setViewportSize({width: 620, height: 1190});
    await page.waitForFunction('window.isDone');

    const chart = (name: string) => page.locator(`[data-name=${name}] canvas`);
    for (const name of ['loss', 'learning_rate', 'acc']) expect(await chart(name).count()).toBe(1);

    /** What the chart says where the mouse is: its x and its y. */
    const pointed = async (canvas: ReturnType<typeof chart>, part: number) => {
      await canvas.scrollIntoViewIfNeeded();
      const {width = 0} = (await canvas.boundingBox()) ?? {};
      await canvas.hover({position: {x: part * width, y: 100}});
      const text = (await page.locator('#vg-tooltip-element.visible').textContent())!;
      const [, x, y] = /^x:([\d.]+)learning.rate:([-\d.e]+)$/.exec(text) ?? [];
      return {x: Number(x), y: Number(y)};
    };
    const ofUpdates = page
      .locator('.tf-surface')
      .filter({hasText: 'Learning rate of each update'})
      .locator('canvas');
    for (const part of [0.12, 0.3, 0.5, 0.7]) {
      const {x: epoch, y: rateShown} = await pointed(chart('learning_rate'), part);
      expect(rateShown).toBeCloseTo(rateOfEpoch(epoch), 12);
      const {x: step, y: stepRateShown} = await pointed(ofUpdates, part);
      expect(step).toBeGreaterThan(epoch);
      expect(stepRateShown).toBeCloseTo(rate(step), 12);
    }

    await page.mouse.move(0, 0);
    mkdirSync(join(root, 'results/pages'), {recursive: true});
    await page
      .locator('#tfjs-visor-container .visor')
      .screenshot({path: join(root, 'results/pages/tfjs-vis.png')});
  });
});
