import {describe, expect, it} from '@jest/globals';
import {codeOf, press, untilLink} from './actions.js';
import {picture, playground} from './playground.js';

const hash = 'data=spirals&points=300&layers=3&optimizer=rmsprop&schedule=oneCycle&plateau=true&backend=wasm';

describe('links of the playground', () => {
  const visit = playground();

  it('share gives the link to the settings, which opens with the same ones', async () => {
    const first = await visit();
    await first.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await first.getByRole('radio', {name: 'XOR'}).check();
    await first.getByRole('spinbutton', {name: 'Units per layer'}).fill('24');
    await press(first, 'Share a link to these settings');
    await first.locator('.notice', {hasText: 'The link is copied.'}).waitFor();
    const link = await first.evaluate(() => navigator.clipboard.readText());
    const code = await codeOf(first);

    const second = await visit({hash: new URL(link).hash.slice(1)});
    expect(await second.getByRole('radio', {name: 'XOR'}).isChecked()).toBe(true);
    expect(await second.getByRole('spinbutton', {name: 'Units per layer'}).inputValue()).toBe('24');
    expect(await codeOf(second)).toBe(code);
  });

  it('shows the link where the clipboard is closed', async () => {
    const page = await visit({hash, before: closeClipboard});
    await press(page, 'Share a link to these settings');
    const link = page.getByRole('textbox', {name: 'Link'});
    expect(await link.inputValue()).toBe(page.url());
    const selected = await link.evaluate((input) => (input as HTMLInputElement).selectionEnd);
    expect(selected).toBe(page.url().length);
  });

  it('sets every control', async () => {
    const page = await visit({hash});
    expect(await page.getByRole('radio', {name: 'Spirals'}).isChecked()).toBe(true);
    expect(await page.getByRole('spinbutton', {name: 'Hidden layers'}).inputValue()).toBe('3');
    expect(await page.locator('[name=optimizer]').inputValue()).toBe('rmsprop');
    expect(await page.locator('[name=schedule]').inputValue()).toBe('oneCycle');
    expect(await page.getByRole('switch').isChecked()).toBe(true);
    expect(await page.locator('[name=backend]').inputValue()).toBe('wasm');
  });

  it('says what of it cannot be used, and uses the rest', async () => {
    const page = await visit({hash: 'data=cheese&points=7&colour=red&width=5'});
    const notice = page.locator('.notice');
    expect((await notice.innerText()).split('\n').filter(Boolean)).toEqual([
      'Not everything in this link could be used:',
      'Data must be one of blobs, moons, spirals, xor; got cheese.',
      'Points must be an integer from 50 to 2000; got 7.',
      'There is no setting colour.',
    ]);
    expect(await page.getByRole('spinbutton', {name: 'Units per layer'}).inputValue()).toBe('5');
    expect(await page.locator('#announcements').textContent()).toContain('There is no setting colour.');
    await untilLink(page, {width: '5'}, {whole: true});
    await picture(page, 'bad-link');
    await notice.getByRole('button', {name: 'Close'}).click();
    expect(await notice.count()).toBe(0);
  });

  it('works where the browser refuses to change the address', async () => {
    const refuse = () => {
      history.replaceState = () => {
        throw new DOMException('Attempt to use history.replaceState() more than 100 times', 'SecurityError');
      };
    };
    const page = await visit({before: closeClipboard});
    await page.evaluate(refuse);
    await page.getByRole('radio', {name: 'XOR'}).check();
    await press(page, 'Share a link to these settings');
    expect(await page.getByRole('textbox', {name: 'Link'}).inputValue()).toBe(`${page.url()}#data=xor`);
  });

  it('is followed on the open page, too', async () => {
    const page = await visit();
    await page.evaluate(() => (location.hash = 'data=blobs&compare=true&b.data=xor'));
    await page.locator('.run-card.b').waitFor();
    expect(await page.getByRole('radio', {name: 'Blobs'}).isChecked()).toBe(true);
  });
});

describe('the code of the playground', () => {
  const visit = playground();

  it('is copied whole with one click, which is confirmed', async () => {
    const page = await visit({hash});
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press(page, 'Code of these settings');
    await press(page, 'Copy');
    await page.getByRole('button', {name: 'Copied'}).waitFor();
    const code = await page.evaluate(() => navigator.clipboard.readText());
    expect(code).toBe(await page.locator('dialog code').evaluate((shown) => shown.textContent));
    expect(code).toMatch(/import .* from 'tfjs-callbacks';/s);
    await picture(page, 'code');
    await press(page, 'Close');
    expect(await page.locator('dialog').isVisible()).toBe(false);
  });

  it('is selected where the clipboard is closed', async () => {
    const page = await visit({before: closeClipboard});
    await press(page, 'Code of these settings');
    await press(page, 'Copy');
    await page.getByRole('button', {name: 'Selected'}).waitFor();
    const [selected, shown] = await page.evaluate(() => [
      String(getSelection()),
      document.querySelector('dialog code')!.textContent,
    ]);
    expect(selected.trim()).toBe(shown.trim());
  });
});

function closeClipboard(): void {
  Object.defineProperty(navigator, 'clipboard', {value: undefined});
}
