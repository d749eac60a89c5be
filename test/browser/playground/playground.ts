import {afterEach, expect, jest} from '@jest/globals';
import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright';
import {pages} from '../helpers/pages.js';

/** Where it lies on the site: any folder will do. */
const place = 'some/folder/of/mine';

/** Where pictures of the page are put, to be looked at. */
const pictures = join(process.cwd(), 'results/playground');

export interface Visit {
  /** What stands behind the `#` of the link. */
  hash?: string;
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** What may stand on the console. */
  says?: RegExp;
  /** Runs in the page before its own scripts do. */
  before?: () => void;
}

/** Builds the page into a folder. */
export async function buildPlayground(folder: string): Promise<void> {
  const vite = join(process.cwd(), 'node_modules/vite/bin/vite.js');
  const args = [
    'build',
    '-c',
    'examples/playground/vite.config.ts',
    '--outDir',
    folder,
    '--logLevel',
    'error',
  ];
  execFileSync(process.execPath, [vite, ...args], {stdio: ['ignore', 'ignore', 'inherit']});
}

/** The built page in Chromium; what goes wrong in it, or is asked of another site, fails the test. */
export function playground(): (visit?: Visit) => Promise<Page> {
  const {open} = pages(
    {'empty.html': '<!doctype html><title>Empty</title><link rel="icon" href="data:,">'},
    (folder) => buildPlayground(join(folder, place)),
  );
  const wrong: string[] = [];
  // Graphics are computed here, on a machine that may have other things to do.
  jest.setTimeout(180_000);
  afterEach(() => {
    expect(wrong.splice(0)).toEqual([]);
  });

  return async ({hash = '', width = 1280, height = 800, colorScheme = 'light', ...visit} = {}) => {
    const page = await open('empty.html');
    const {origin} = new URL(page.url());
    page.setDefaultTimeout(90_000);
    page.on('pageerror', ({message}) => wrong.push(message));
    page.on('console', (message) => {
      const isExpected = visit.says?.test(message.text()) ?? false;
      if (['error', 'warning'].includes(message.type()) && !isExpected) wrong.push(message.text());
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== origin) wrong.push(`Asked for ${url.href}`);
    });
    await page.setViewportSize({width, height});
    await page.emulateMedia({colorScheme, reducedMotion: visit.reducedMotion ?? 'no-preference'});
    if (visit.before) await page.addInitScript(visit.before);
    await page.goto(`${origin}/${place}/${hash && `#${hash}`}`);
    // tfjs has come, and has told which backends there are.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({name}) => /\/tfjs-[^/]*\.js$/.test(name)),
    );
    return page;
  };
}

/** Takes a picture of the page. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(pictures, {recursive: true});
  await page.screenshot({path: join(pictures, `${name}.png`), fullPage, animations: 'disabled'});
}
