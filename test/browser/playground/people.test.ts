import {describe, expect, it} from '@jest/globals';
import {readFileSync} from 'node:fs';
import type {AxeResults} from 'axe-core';
import type {Page} from 'playwright';
import {drawn, field, frames, press, until} from './actions.js';
import {picture, playground, type Visit} from './playground.js';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical, in a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(async () =>
    (window as unknown as {axe: {run(): Promise<AxeResults>}}).axe.run(),
  );
  return violations
    .filter(({impact}) => impact === 'serious' || impact === 'critical')
    .flatMap(({id, nodes}) =>
      nodes.map(({target, failureSummary}) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}

const narrow = {width: 380, height: 760};

describe('the playground, for everybody', () => {
  const visit = playground();

  const looks: [string, Visit][] = [
    ['light', {}],
    ['dark', {colorScheme: 'dark'}],
    ['narrow', narrow],
    ['narrow-dark', {...narrow, colorScheme: 'dark'}],
  ];

  it.each(looks)('axe finds nothing serious: %s', async (name, look) => {
    const page = await visit({
      ...look,
      hash: 'epochs=30&plateau=true&clipping=globalNorm&threshold=0.3&data=spirals',
    });
    if (look.width) await page.locator('summary').click();
    expect(await violations(page)).toEqual([]);
    if (look.width) await picture(page, `${name}-settings`, true);
    if (look.width) await page.locator('summary').click();
    await press(page, 'Train');
    await until(page, 'Finished');
    await frames(page);
    expect(await violations(page)).toEqual([]);
    // The last boundary is drawn when there is time.
    await page.waitForTimeout(500);
    await picture(page, name);
    if (look.width) await picture(page, `${name}-whole`, true);

    await press(page, 'Code of these settings');
    expect(await violations(page)).toEqual([]);
    if (look.width || look.colorScheme) await picture(page, `${name}-code`);
    await page.keyboard.press('Escape');

    await press(page, 'Compare');
    await press(page, /^Find/);
    await page.locator('.suggestions li').first().waitFor();
    expect(await violations(page)).toEqual([]);
    if (look.width) await picture(page, `${name}-range-test`, true);
  });

  it('follows the system between light and dark, until a theme is chosen, which stays', async () => {
    const page = await visit({hash: 'epochs=3'});
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
    await press(page, 'Train');
    await until(page, 'Finished');
    expect(await theme()).toBe('light');
    const light = await drawn(page, field);
    await page.emulateMedia({colorScheme: 'dark'});
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    expect(await drawn(page, field)).not.toBe(light);
    await press(page, 'Theme: auto');
    expect(await theme()).toBe('light');
    await press(page, 'Theme: light');
    await page.emulateMedia({colorScheme: 'light'});
    expect(await theme()).toBe('dark');
    await page.reload();
    await page.getByRole('button', {name: 'Theme: dark'}).waitFor();
    expect(await theme()).toBe('dark');
  });

  it('at 380 px has one column, nothing beside the screen, and targets that a thumb meets', async () => {
    const page = await visit({...narrow, hash: 'plateau=true&clipping=norm&compare=true'});
    expect(await page.locator('#settings').getAttribute('open')).toBe(null);
    await page.locator('summary').click();
    const sizes = await page.evaluate(() => {
      const targets = [...document.querySelectorAll<HTMLElement>('button, select, input, summary')].filter(
        (one) => one.checkVisibility() && !one.closest('dialog'),
      );
      return targets.map((one) => {
        const area = one.matches('[type=radio], [type=checkbox]') ? one.closest('label')! : one;
        const {width, height, left, right} = area.getBoundingClientRect();
        const name = one.getAttribute('name') ?? one.textContent;
        return {name, isSmall: width < 34 || height < 40, isOutside: left < 0 || right > innerWidth};
      });
    });
    expect(sizes.length).toBeGreaterThan(25);
    expect(sizes.filter(({isSmall, isOutside}) => isSmall || isOutside)).toEqual([]);
    const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beside).toBe(0);
    // What lies under the bar at the bottom can be scrolled free of it.
    const last = page.locator('.plot').nth(3);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const [end, bar] = [await last.boundingBox(), await page.locator('.run').boundingBox()];
    expect(end!.y + end!.height).toBeLessThanOrEqual(bar!.y);
  });

  it('trains and copies the code with Tab, Enter and Space alone', async () => {
    const page = await visit({hash: 'epochs=5'});
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const reach = async (name: RegExp) => {
      const seen = [];
      for (let tabs = 0; tabs < 40; tabs++) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(() => {
          const {activeElement: one} = document;
          const name = one?.getAttribute('aria-label') ?? one?.textContent ?? '';
          return {name, outline: one ? getComputedStyle(one).outlineStyle : 'none'};
        });
        seen.push(focus.name);
        if (!name.test(focus.name)) continue;
        expect(focus.outline).not.toBe('none');
        return;
      }
      throw new Error(`Not reached: ${String(name)}; there were ${seen.join(', ')}`);
    };
    await reach(/^Train$/);
    await page.keyboard.press('Space');
    await until(page, 'Finished');
    await reach(/^Code of/);
    await page.keyboard.press('Enter');
    // The dialog begins where it is of use.
    await page.keyboard.press('Enter');
    await page.getByRole('button', {name: 'Copied'}).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('epochs: 5');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Code of these settings',
    );
  });

  it('goes through the controls in their order, radios and slider with the arrow keys', async () => {
    const page = await visit({hash: 'epochs=500'});
    await page.getByRole('radio', {name: 'Moons'}).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', {name: 'Spirals'}).isChecked()).toBe(true);
    const names = [];
    for (let tabs = 0; tabs < 14; tabs++) {
      await page.keyboard.press('Tab');
      names.push(await page.evaluate(() => document.activeElement!.getAttribute('name')));
    }
    expect(names.filter(Boolean)).toEqual([
      ...['points', 'noise', 'layers', 'width', 'optimizer', 'learningRate', 'schedule'],
      ...['epochs', 'batchSize', 'seed', 'plateau', 'clipping', 'backend'],
    ]);
  });

  it('draws twice a second for those who want little to move', async () => {
    const page = await visit({hash: 'epochs=500', reducedMotion: 'reduce'});
    await press(page, 'Train');
    await until(page, /step [1-9]/);
    const changes = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          new MutationObserver(() => count++).observe(document.querySelector('.run-card.a .status')!, {
            childList: true,
          });
          setTimeout(() => resolve(count), 2000);
        }),
    );
    expect(changes).toBeGreaterThanOrEqual(1);
    expect(changes).toBeLessThanOrEqual(5);
    await press(page, 'Reset');
  });
});
