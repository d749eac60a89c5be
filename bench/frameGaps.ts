import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bundled} from '../test/browser/helpers/bundled.js';
import {chromiumPath, launchChromium} from '../test/browser/helpers/chromium.js';
import {site} from '../test/browser/helpers/site.js';
import {quantile} from '../src/internal/quantile.js';
import type {Measurement} from './Measurement.js';

const rounds = 3;
const seconds = 1.5;

// What runs in the page: the network of network.ts, and one fit after the other, each of so many seconds.
const page = `
import * as tf from '@tensorflow/tfjs';
import {fit, network} from './bench/network.js';
import {threeCallbacks} from './bench/threeCallbacks.js';

class AtBatchEnd extends tf.Callback {
  constructor(run) {
    super();
    this.onBatchEnd = async () => run();
  }
}

const ways = {
  ours: (stop) => ({callbacks: [...threeCallbacks(), new AtBatchEnd(stop)]}),
  auto: (stop) => ({callbacks: {onBatchEnd: stop}, yieldEvery: 'auto'}),
  classes: (stop) => ({callbacks: [new AtBatchEnd(stop)]}),
};

/** The times between frames, those before the first and after the last one too. */
async function gaps(options) {
  const model = network();
  const times = [];
  let isOver = false;
  const begin = performance.now();
  const frame = () => {
    times.push(performance.now());
    if (!isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const stop = () => {
    if (performance.now() - begin > ${1000 * seconds}) model.stopTraining = true;
  };
  await fit(model, {epochs: 1e6, ...options(stop)});
  isOver = true;
  model.dispose();
  const end = performance.now();
  const all = [begin, ...times.filter((time) => time < end), end];
  return all.slice(1).map((time, i) => time - all[i]);
}

window.measured = (async () => {
  await tf.setBackend('cpu');
  const results = {ours: [], auto: [], classes: []};
  for (let round = -1; round < ${rounds}; round += 1) {
    for (const [name, options] of Object.entries(ways)) {
      const found = await gaps(options);
      if (round >= 0) results[name].push(...found);
    }
  }
  return results;
})();
`;

type Gaps = Record<'ours' | 'auto' | 'classes', number[]>;

async function measureGaps(): Promise<Gaps> {
  const folder = mkdtempSync(join(tmpdir(), 'tfjs-callbacks-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script src="page.js"></script>');
  writeFileSync(join(folder, 'page.js'), await bundled(page));
  const [served, browser] = await Promise.all([site(folder), launchChromium()]);
  try {
    const opened = await browser.newPage();
    await opened.goto(served.url);
    return await opened.evaluate<Gaps>('measured');
  } finally {
    await browser.close();
    await served.close();
    rmSync(folder, {recursive: true});
  }
}

const line = (what: string, at: number, atMost: number): Measurement => ({
  name: `gaps between frames in a page, ${what}`,
  unit: 'ms',
  async measure() {
    const gaps = await measureGaps();
    const of = (name: keyof Gaps) =>
      quantile(
        gaps[name].sort((a, b) => a - b),
        at,
      )!;
    return {
      measured: of('ours'),
      atMost,
      beside: {
        "tfjs, yieldEvery 'auto'": of('auto'),
        'tfjs, [Callback]': of('classes'),
      },
    };
  },
});

/**
 * The times between animation frames while a page trains on cpu with our callbacks, beside tfjs alone: with its own
 * yielding, and with a list of instances, where there are none. Only where there is Chromium.
 *
 * Ours let the event loop turn after 150 ms, twice, and wait for no frame: one that is late comes with the next turn.
 */
export const frameGaps: readonly Measurement[] =
  chromiumPath() === undefined ? [] : [line('median', 0.5, 200), line('95th percentile', 0.95, 250)];
