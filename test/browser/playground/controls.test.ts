import {describe, expect, it} from '@jest/globals';
import {codeOf, drawn, frames, points, press, untilLink} from './actions.js';
import {playground} from './playground.js';

const preview = '.preview';

/** Every field with another value than it has at first, and whether points and preview are drawn anew for it. */
const fields = [
  ['points', '120', {points: true, preview: true}],
  ['noise', '0.3', {points: true, preview: false}],
  ['seed', '7', {points: true, preview: false}],
  ['layers', '3', {points: false, preview: false}],
  ['width', '8', {points: false, preview: false}],
  ['learningRate', '0.2', {points: false, preview: true}],
  ['epochs', '10', {points: false, preview: true}],
  ['batchSize', '16', {points: false, preview: true}],
] as const;

const choices = [
  ['optimizer', ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adagrad', 'adadelta', 'adamax', 'adam']],
  [
    'schedule',
    ['constant', 'exponential', 'piecewise', 'polynomial', 'cosine', 'oneCycle', 'restarts', 'triangular'],
  ],
  ['clipping', ['value', 'norm', 'globalNorm', 'adaptive', 'none']],
  ['backend', ['wasm', 'webgl', 'webgpu', 'cpu']],
] as const;

describe('the controls of the playground', () => {
  const visit = playground();

  it.each(fields)(
    '%s: %s is in the link, in the code and in the pictures that show it',
    async (name, value, seen) => {
      const page = await visit();
      const before = [
        await drawn(page, points),
        await page.locator(preview).getAttribute('aria-label'),
        await codeOf(page),
      ];
      await page.locator(`input[name=${name}]`).fill(value);
      await frames(page);
      const after = [
        await drawn(page, points),
        await page.locator(preview).getAttribute('aria-label'),
        await codeOf(page),
      ];
      await untilLink(page, {[name]: value});
      expect(after.map((one, index) => one !== before[index])).toEqual([seen.points, seen.preview, true]);
    },
  );

  it('data: each set has its points, its place in the link and its code', async () => {
    const page = await visit();
    const pictures = new Set<string>();
    for (const [data, label] of Object.entries({
      blobs: 'Blobs',
      spirals: 'Spirals',
      xor: 'XOR',
      moons: 'Moons',
    })) {
      await page.getByRole('radio', {name: label}).check();
      await frames(page);
      pictures.add(await drawn(page, points));
      // What is as by default is not in the link.
      await untilLink(page, {data: data === 'moons' ? undefined : data});
      expect(await codeOf(page)).toContain(`${data}(`);
    }
    expect(pictures.size).toBe(4);
  });

  it.each(choices)('%s: each choice is in the link and has code of its own', async (name, values) => {
    const page = await visit();
    const codes = new Set<string>();
    const previews = new Set<string>();
    for (const value of values) {
      await page.locator(`select[name=${name}]`).selectOption(value);
      await frames(page);
      codes.add(await codeOf(page));
      previews.add((await page.locator(`${preview} .curve`).getAttribute('d'))!);
      const isDefault = ['adam', 'none', 'cpu'].includes(value);
      await untilLink(page, {[name]: isDefault ? undefined : value});
    }
    expect(codes.size).toBe(values.length);
    expect(previews.size).toBe(name === 'schedule' ? values.length : 1);
  });

  it('plateau and clipping: their numbers appear with them', async () => {
    const page = await visit();
    const patience = page.getByLabel('Patience');
    const threshold = page.getByLabel('Threshold');
    expect([await patience.isVisible(), await threshold.isVisible()]).toEqual([false, false]);
    await page.getByRole('switch', {name: 'Reduce on plateau'}).check();
    await patience.fill('3');
    await page.getByLabel('Factor').fill('0.2');
    await page.getByRole('combobox', {name: 'Clipping'}).selectOption('globalNorm');
    await threshold.fill('0.5');
    await frames(page);
    const link = {plateau: 'true', patience: '3', factor: '0.2', clipping: 'globalNorm', threshold: '0.5'};
    await untilLink(page, link, {whole: true});
    const code = await codeOf(page);
    expect(code).toMatch(
      /reduceLROnPlateau\(\{[^}]*factor: 0\.2, patience: 3|reduceLROnPlateau\(\{[^}]*patience: 3, factor: 0\.2/,
    );
    expect(code).toMatch(/globalNorm: 0\.5/);
    await page.getByRole('switch', {name: 'Reduce on plateau'}).uncheck();
    await frames(page);
    expect(await patience.isVisible()).toBe(false);
    await untilLink(page, {plateau: undefined});
  });

  it('the button for a new seed gives other points, shown with their seed', async () => {
    const page = await visit();
    const before = await drawn(page, points);
    await press(page, 'New seed');
    await frames(page);
    const seed = await page.getByRole('spinbutton', {name: 'Seed'}).inputValue();
    await untilLink(page, {seed});
    expect(await drawn(page, points)).not.toBe(before);
  });

  it('a number that cannot be is marked, said and put back', async () => {
    const page = await visit();
    const field = page.getByRole('spinbutton', {name: 'Points'});
    await field.fill('9');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.blur();
    expect(await field.inputValue()).toBe('500');
    const said = page.locator('.notice', {hasText: 'Points must be an integer from 50 to 2000; got 9.'});
    await said.waitFor();
    expect(await page.locator('#announcements').textContent()).toBe(await said.innerText());
    await untilLink(page, {points: undefined});
    await page.keyboard.press('Escape');
    expect(await page.locator('.notice').count()).toBe(0);
    await field.fill('');
    await field.blur();
    await page.locator('.notice', {hasText: 'from 50 to 2000; got nothing.'}).waitFor();
  });

  it('takes every number from a link as right', async () => {
    const page = await visit({hash: 'points=120&noise=0.125&plateau=true&factor=0.33&clipping=norm'});
    expect(await page.getByLabel('Factor').inputValue()).toBe('0.33');
    const invalid = await page
      .locator('.field input')
      .evaluateAll((inputs) => inputs.filter((input) => input.matches(':invalid, [aria-invalid]')).length);
    expect(invalid).toBe(0);
  });

  it('the arrow keys go to the next multiple of a step', async () => {
    const page = await visit({hash: 'points=120&noise=0.125'});
    for (const [name, ups] of [
      ['points', ['150', '200']],
      ['noise', ['0.13', '0.14']],
    ] as const) {
      const field = page.locator(`input[name=${name}]`);
      await field.focus();
      for (const up of ups) {
        await page.keyboard.press('ArrowUp');
        expect(await field.inputValue()).toBe(up);
      }
      await page.keyboard.press('ArrowDown');
      expect(await field.inputValue()).toBe(ups[0]);
    }
  });

  it('adaptive clipping has a threshold of its own, unless one was chosen', async () => {
    const page = await visit();
    const clipping = page.getByRole('combobox', {name: 'Clipping'});
    const threshold = page.getByLabel('Threshold');
    const seen = [];
    for (const kind of ['norm', 'adaptive', 'value']) {
      await clipping.selectOption(kind);
      await frames(page);
      seen.push(await threshold.inputValue());
    }
    await threshold.fill('0.3');
    await clipping.selectOption('adaptive');
    await frames(page);
    seen.push(await threshold.inputValue());
    expect(seen).toEqual(['1', '0.01', '1', '0.3']);
  });

  it('the arrow keys take a rate from one of 1, 2, 5 to the next', async () => {
    const page = await visit();
    const rate = page.getByLabel('Learning rate', {exact: true});
    await rate.focus();
    const rates = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
      await page.keyboard.press(key);
      rates.push(Number(await rate.inputValue()));
    }
    expect(rates).toEqual([0.02, 0.05, 0.1, 0.05, 0.02, 0.01, 0.005]);
  });
});
