import {describe, expect, it} from '@jest/globals';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Page} from 'playwright';
import {press, until} from './actions.js';
import {buildPlayground, picture, playground} from './playground.js';

/** When the page asked for tfjs and for what trains with it, in milliseconds. */
const askedForTfjs = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({name}) => /tfjs|training/.test(name))
      .map(({startTime}) => startTime),
  );

describe('the playground, loading', () => {
  const visit = playground();

  it('asks for tfjs after the first paint, and draws points, plan and preview before', async () => {
    const page = await visit();
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
    );
    const parts = await askedForTfjs(page);
    expect(parts.length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...parts)).toBeGreaterThan(paint);
    await picture(page, 'start');
  });

  it('waits for a late paint longer than a second, but not once Train is pressed', async () => {
    const page = await visit({hash: 'epochs=5'});
    await page.addInitScript(() => {
      PerformanceObserver.prototype.observe = () => {};
    });
    await page.reload();
    await page.waitForTimeout(1000);
    expect(await askedForTfjs(page)).toEqual([]);
    await press(page, 'Train');
    await until(page, 'Finished');
    expect((await askedForTfjs(page)).length).toBeGreaterThanOrEqual(2);
  });

  it('works without tfjs: the preview follows the settings while it is kept away', async () => {
    const page = await visit();
    await page.route(/training-|tfjs/, () => new Promise(() => {}));
    await page.reload();
    await page.locator('[name=schedule]').selectOption('constant');
    await page.getByRole('img', {name: 'Planned learning rate over 780 steps: from 0.01 to 0.01'}).waitFor();
    await press(page, 'Train');
    await until(page, 'Loading TensorFlow.js');
    await press(page, 'Reset');
    await until(page, 'Press Train');
  });

  it('shifts nothing on the page, neither when it loads nor when it trains', async () => {
    const page = await visit({
      hash: 'epochs=5',
      before: () => {
        const shifts: unknown[] = [];
        Object.assign(window, {shifts});
        new PerformanceObserver((list) =>
          shifts.push(...list.getEntries().map((entry) => entry.toJSON())),
        ).observe({
          type: 'layout-shift',
          buffered: true,
        });
      },
    });
    await press(page, 'Train');
    await until(page, 'Finished');
    const shifts = await page.evaluate(() => (window as unknown as {shifts: {value: number}[]}).shifts);
    expect(shifts.reduce((sum, {value}) => sum + value, 0)).toBeLessThan(0.005);
  });

  it('fits on a screen of 1280 x 800 without scrolling', async () => {
    const page = await visit();
    const rest = await page.evaluate(() => {
      const settings = document.getElementById('settings')!;
      return [document.documentElement, settings].map((part) => part.scrollHeight - part.clientHeight);
    });
    expect(rest).toEqual([0, 0]);
  });
});

describe('the files of the playground', () => {
  it('are at most 250 kB gzipped beside tfjs and the chart library, and name no other place', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'playground-'));
    try {
      await buildPlayground(folder);
      const assets = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
      const sizes = new Map<string, number>();
      for (const name of ['index.html', ...assets]) {
        const bytes = readFileSync(join(folder, name));
        const part = /tfjs-backend-wasm|tfjs-backend-webgpu|tfjs|uplot/.exec(name)?.[0] ?? 'own code';
        sizes.set(part, (sizes.get(part) ?? 0) + gzipSync(bytes).length);
      }
      const lines = [...sizes].map(([part, size]) => `  ${part}: ${(size / 1000).toFixed(1)} kB gzip\n`);
      process.stdout.write(`The playground's files:\n${lines.join('')}`);

      expect([...sizes.keys()].sort()).toEqual([
        'own code',
        'tfjs',
        'tfjs-backend-wasm',
        'tfjs-backend-webgpu',
        'uplot',
      ]);
      expect(sizes.get('own code')).toBeLessThan(250_000);
      expect(assets.filter((name) => name.endsWith('.wasm'))).toHaveLength(3);
      expect(readFileSync(join(folder, 'index.html'), 'utf8')).not.toMatch(/(src|href)="(\/|https?:)/);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
