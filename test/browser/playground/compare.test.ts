import {describe, expect, it} from '@jest/globals';
import {frames, numberOf, press, until, untilLink} from './actions.js';
import {picture, playground} from './playground.js';

describe('comparing two runs in the playground', () => {
  const visit = playground();

  it('trains both, each with its own settings, and shows both in each chart', async () => {
    const page = await visit({hash: 'epochs=8'});
    await press(page, 'Compare');
    await frames(page);
    expect(await page.getByRole('radio', {name: 'Run B'}).isChecked()).toBe(true);
    await untilLink(page, {epochs: '8', compare: 'true', 'b.schedule': 'constant'}, {whole: true});
    await page.getByLabel('Learning rate', {exact: true}).fill('0.05');
    await page.getByRole('radio', {name: 'Run A'}).check();
    await frames(page);
    expect(await page.getByLabel('Learning rate', {exact: true}).inputValue()).toBe('0.01');
    await press(page, 'Train');
    await until(page, 'Finished', 'a');
    await until(page, 'Finished', 'b');
    await frames(page);
    expect(await numberOf(page, 'Rate', 'b')).toBe('0.05');
    const rates = page.locator('.plot', {hasText: 'Learning rate'}).locator('b.run-value:visible');
    expect(await rates.count()).toBe(2);
    expect(await rates.last().innerText()).toBe('0.05');
    await picture(page, 'compare');

    await press(page, 'Compare');
    await frames(page);
    expect(await page.locator('.run-card.b').isVisible()).toBe(false);
    await untilLink(page, {epochs: '8'}, {whole: true});
  });

  it('keeps the suggestions of a range test with the run that was tested', async () => {
    const page = await visit({hash: 'compare=true&points=100&batchSize=80'});
    const note = page.locator('.finder-words').last();
    const rate = page.getByLabel('Learning rate', {exact: true});
    await page.getByRole('radio', {name: 'Run B'}).check();
    await press(page, /^Find/);
    const use = page.getByRole('button', {name: /^Use .*: Recommended/});
    await use.waitFor();
    await page.getByRole('radio', {name: 'Run A'}).check();
    await frames(page);
    expect(await note.innerText()).toBe('For run B.');
    const losses = page.locator('.finder-plot b:visible');
    expect(await losses.count()).toBe(1);
    expect(await losses.getAttribute('style')).toBe('--own: var(--run-b)');
    await picture(page, 'range-test-b');
    await use.click();
    await frames(page);
    expect(await page.getByRole('radio', {name: 'Run B'}).isChecked()).toBe(true);
    expect(await rate.inputValue()).toBe(await use.getAttribute('value'));
    // What a range test does not know of makes it no older.
    await page.getByRole('spinbutton', {name: 'Epochs'}).fill('9');
    await frames(page);
    expect(await note.innerText()).toBe('For run B.');
    await page.getByRole('spinbutton', {name: 'Units per layer'}).fill('9');
    await frames(page);
    expect(await note.innerText()).toBe('For run B. Settings have changed since.');
    await page.getByRole('radio', {name: 'Run A'}).check();
    await frames(page);
    expect(await rate.inputValue()).toBe('0.01');
  });

  it('has one backend for both', async () => {
    const page = await visit({hash: 'compare=true&epochs=3'});
    await page.getByRole('radio', {name: 'Run B'}).check();
    await page.getByRole('combobox', {name: 'Backend'}).selectOption('wasm');
    await frames(page);
    await untilLink(page, {epochs: '3', compare: 'true', backend: 'wasm'}, {whole: true});
    await press(page, 'Train');
    await until(page, 'Finished', 'a');
    await until(page, 'Finished', 'b');
    // The same settings, at the same time, on one backend: the same numbers.
    expect(await numberOf(page, 'Loss', 'b')).toBe(await numberOf(page, 'Loss', 'a'));
  });

  it('has the code of each, and a slider for the one that is edited', async () => {
    const page = await visit({hash: 'compare=true&b.optimizer=sgd&epochs=500'});
    await press(page, 'Code of these settings');
    const code = page.locator('dialog code');
    expect(await code.innerText()).toContain('tf.train.adam(');
    await page.locator('dialog').getByRole('radio', {name: 'B'}).check();
    expect(await code.innerText()).toContain('tf.train.sgd(');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', {name: 'Run B'}).check();
    await press(page, 'Train');
    await until(page, /step [1-9]/, 'b');
    await page.getByRole('slider', {name: 'Rate of B by hand'}).fill('0');
    await page.locator('.run-card.b dd', {hasText: /^1$/}).waitFor();
    expect(await numberOf(page, 'Rate', 'a')).not.toBe('1');
    await press(page, 'Reset');
  });
});
