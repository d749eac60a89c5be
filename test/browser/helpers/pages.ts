import {afterAll, afterEach, beforeAll} from '@jest/globals';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, BrowserContext, Page} from 'playwright';
import {launchChromium} from './chromium.js';
import {site, type Site} from './site.js';

export interface Pages {
  /** Opens a page of the site; of one test all pages are in one window, with one IndexedDB. */
  open(path: string): Promise<Page>;
}

/**
 * Chromium, and a site of these files, for the tests of a file.
 *
 * @param prepare - Puts more files into the folder that is served.
 */
export function pages(
  files: Readonly<Record<string, string>>,
  prepare?: (folder: string) => Promise<void>,
): Pages {
  const folder = mkdtempSync(join(tmpdir(), 'tfjs-callbacks-'));
  let served: Site;
  let browser: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    await prepare?.(folder);
    served = await site(folder);
    browser = await launchChromium();
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    rmSync(folder, {recursive: true, force: true});
  });

  return {
    async open(path) {
      context ??= await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${served.url}${path}`);
      return page;
    },
  };
}
