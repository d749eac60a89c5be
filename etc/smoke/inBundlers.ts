import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {chromiumPath, launchChromium} from '../../test/browser/helpers/chromium.js';
import {site} from '../../test/browser/helpers/site.js';
import {bundlers} from './bundlers.js';
import type {Report} from './Report.js';
import type {Workshop} from './Workshop.js';

/** How many bytes `reduceLROnPlateau` may add to what an app loads at once, minified and compressed. */
const limit = 3000;

/** A text that each copy of tfjs has once. */
const mark = 'model must be a LayersModel, not some other Container';

/**
 * An app, as it is and with one callback of this library, built for production: it trains in Chromium and shows the
 * reduced rate, has one copy of tfjs, and has grown by no more than the limit.
 */
export async function inBundlers(workshop: Workshop, report: Report): Promise<void> {
  const folder = await workshop.usual();
  const out = (bundler: string, app: string) => join(workshop.folder, bundler, app);

  for (const [name, bundle] of Object.entries(bundlers)) {
    await report.tried(name, async () => {
      const built = async (app: string) => {
        const files = await bundle(folder, app, out(name, app));
        return files.map((file) => readFileSync(join(out(name, app), file)));
      };
      const before = sizeOf(await built('without'));
      const files = await built('with');
      const added = sizeOf(files) - before;
      const text = `adds ${added} bytes to ${before}`;
      assert.ok(added <= limit, `${text}; at most ${limit} are allowed`);
      assert.equal(files.join('').split(mark).length - 1, 1, 'copies of tfjs');
      return `${text}; one copy of tfjs`;
    });
    const what = `${name}, its app in Chromium`;
    if (chromiumPath() === undefined && process.env['REQUIRE_HOSTS'] !== '1') {
      report.skipped(what, 'there is none here');
      continue;
    }
    await report.tried(what, async () => {
      const shown = await shownBy(out(name, 'with'), 'with.html');
      assert.deepEqual(shown, {rates: [0.1, 0.1, 0.01], rate: 0.001, oneTfjs: true});
      return `the rate was ${shown.rates.join(', ')}`;
    });
  }
}

/** What files weigh, compressed. */
function sizeOf(files: readonly Buffer[]): number {
  return files.reduce((sum, file) => sum + gzipSync(file, {level: 9}).length, 0);
}

interface Shown {
  readonly rates: readonly number[];
  readonly rate: number;
  readonly oneTfjs: boolean;
}

/** What the app wrote into its page. */
async function shownBy(folder: string, file: string): Promise<Shown> {
  const [browser, pages] = await Promise.all([launchChromium(), site(folder)]);
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(`${pages.url}${file}`);
    const text = page.waitForFunction(
      () => document.body.textContent?.startsWith('{') && document.body.textContent,
    );
    const shown = await text.catch(() => Promise.reject(new Error(problems.join('\n'))));
    const {rates, rate, oneTfjs} = JSON.parse(String(await shown.jsonValue())) as Shown;
    const rounded = (value: number) => Number(value.toPrecision(12));
    return {rates: rates.map(rounded), rate: rounded(rate), oneTfjs};
  } finally {
    await Promise.all([browser.close(), pages.close()]);
  }
}
