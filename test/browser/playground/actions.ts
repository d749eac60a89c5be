import {expect} from '@jest/globals';
import {isDeepStrictEqual} from 'node:util';
import type {Page} from 'playwright';

type Run = 'a' | 'b';

/** What is there to press by its words. */
export const press = async (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', {name, exact: true}).click();

/** What a run says of itself, in a word or two. */
export const status = async (page: Page, run: Run = 'a'): Promise<string> =>
  page.locator(`.run-card.${run} .status`).innerText();

/** How many steps a run has made, as it says. */
export async function stepsOf(page: Page, run: Run = 'a'): Promise<number> {
  const [, steps = '0'] = /step ([\d,]+)/.exec(await status(page, run)) ?? [];
  return Number(steps.replaceAll(',', ''));
}

/** Waits until a run says so. */
export async function until(page: Page, words: string | RegExp, run: Run = 'a'): Promise<void> {
  await page.locator(`.run-card.${run} .status`).filter({hasText: words}).waitFor();
}

/** One of the numbers below a boundary: Epoch, Loss, Accuracy, Rate. */
export const numberOf = async (page: Page, name: string, run: Run = 'a'): Promise<string> =>
  page.locator(`.run-card.${run} .numbers div`, {hasText: name}).locator('dd').innerText();

/** Waits until what stands behind the # of the address is so; undefined is for what must not be there. */
export async function untilLink(
  page: Page,
  settings: Readonly<Record<string, string | undefined>>,
  {whole = false} = {},
): Promise<void> {
  const read = async () => {
    const hash = new URLSearchParams(await page.evaluate(() => location.hash.slice(1)));
    const names = whole ? [...hash.keys()] : Object.keys(settings);
    return Object.fromEntries(names.map((name) => [name, hash.get(name) ?? undefined]));
  };
  const end = Date.now() + 10_000;
  let found = await read();
  while (!isDeepStrictEqual(found, settings) && Date.now() < end) {
    await frames(page);
    found = await read();
  }
  expect(found).toEqual(settings);
}

/** The code of the settings. */
export async function codeOf(page: Page): Promise<string> {
  await press(page, 'Code of these settings');
  const code = await page.locator('dialog code').innerText();
  await page.keyboard.press('Escape');
  return code;
}

/** What is drawn on a canvas. */
export const drawn = async (page: Page, canvas: string): Promise<string> =>
  page.locator(canvas).evaluate((found) => (found as HTMLCanvasElement).toDataURL());

export const points = '.run-card.a .boundary canvas:last-child';
export const field = '.run-card.a .boundary canvas:first-child';

/** Two frames: what was changed is drawn. */
export const frames = async (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
