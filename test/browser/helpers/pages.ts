import {afterAll, afterEach, beforeAll} from '@jest/globals';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, BrowserContext, Page} from 'playwright';
import {launchChromium} from './chromium.js';
import {site, type Site} from './site.js';

/** Functions as a script declares them. */
export function declared(...functions: readonly ((...args: never[]) => unknown)[]): string {
  return functions.map(String).join('\n');
}

/** A page that loads these files of the site as scripts, one after the other, and then runs a script of its own. */
export function html(files: readonly string[], script = ''): string {
  const tags = files.map((file) => `<script src="${file}"></script>\n`);
  return `<!doctype html>\n<title>A page</title>\n${tags.join('')}<script>\n${script}\n</script>\n`;
}

export interface Pages {
  /** Opens a page of the site; of one test all pages are in one window, with one IndexedDB. */
  open(path: string): Promise<Page>;
}

/**
 * Chromium, and a site of these files, for the tests of a file.
 *
 * @param prepare - Puts more files into the folder that is served.
 * @param launch - Starts Chromium. With a window already there, pages are tabs of that one.
 */
export function pages(
  files: Readonly<Record<string, string>>,
  prepare?: (folder: string) => Promise<void>,
  launch: () => Promise<Browser> = launchChromium,
): Pages {
  const folder = mkdtempSync(join(tmpdir(), 'tfjs-callbacks-'));
  let served: Site;
  let browser: Browser;
  let window: BrowserContext | undefined;
  let context: BrowserContext | undefined;
  const opened: Page[] = [];

  beforeAll(async () => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    await prepare?.(folder);
    served = await site(folder);
    browser = await launch();
    [window] = browser.contexts();
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
    if (context !== window) await context?.close();
    context = undefined;
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    rmSync(folder, {recursive: true, force: true});
  });

  return {
    async open(path) {
      context ??= window ?? (await browser.newContext());
      const page = await context.newPage();
      opened.push(page);
      await page.goto(`${served.url}${path}`);
      return page;
    },
  };
}
