import {describe, expect, it} from '@jest/globals';
import type {Page} from 'playwright';
import {codeOf, drawn, field, frames, numberOf, press, status, stepsOf, until, untilLink} from './actions.js';
import {picture, playground} from './playground.js';

const used = (page: Page) => page.locator('.plot', {hasText: 'Learning rate'}).locator('b:visible');

describe('training in the playground', () => {
  const visit = playground();

  it.each(['cpu', 'wasm', 'webgl', 'webgpu'])('learns on %s', async (backend) => {
    const page = await visit({
      hash: `backend=${backend}&epochs=10&learningRate=0.1&points=200&batchSize=160`,
    });
    const before = await drawn(page, field);
    await press(page, 'Train');
    await until(page, 'Finished, 10 steps');
    expect(await numberOf(page, 'Epoch')).toBe('10 / 10');
    expect(parseFloat(await numberOf(page, 'Accuracy'))).toBeGreaterThan(75);
    await page.waitForFunction((old) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.run-card.a .boundary canvas');
      return canvas!.toDataURL() !== old;
    }, before);
    await page.waitForFunction(() =>
      /Training finished: validation loss/.test(document.getElementById('announcements')!.textContent),
    );
  });

  it('holds its steps while it pauses, goes on, and is reset', async () => {
    const page = await visit({hash: 'epochs=500'});
    const charts = page.locator('.plot canvas').first();
    const empty = await charts.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    await press(page, 'Train');
    await until(page, /step [1-9]\d+ of/);
    await press(page, 'Pause');
    await until(page, 'Paused');
    // What is under way may still be told.
    await page.waitForTimeout(300);
    const held = await stepsOf(page);
    await page.waitForTimeout(500);
    expect(await stepsOf(page)).toBe(held);
    expect(await page.locator('#announcements').textContent()).toMatch(/^Paused at step \d+\.$/);
    await press(page, 'Resume');
    await page.waitForFunction(
      (steps) =>
        Number(/step ([\d,]+)/.exec(document.querySelector('.status')!.textContent)![1]!.replace(',', '')) >
        steps,
      held,
    );
    await picture(page, 'training');
    await press(page, 'Reset');
    await until(page, 'Press Train');
    await frames(page);
    expect(await numberOf(page, 'Epoch')).toBe('0 / 500');
    expect(await page.locator('.field-canvas').first().isVisible()).toBe(false);
    expect(await charts.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())).toBe(empty);
    expect(await page.getByRole('button', {name: 'Reset'}).isDisabled()).toBe(true);
  });

  it('takes the rate of the slider, and gives it back to the schedule', async () => {
    const page = await visit({hash: 'epochs=500&schedule=constant&learningRate=0.002'});
    const slider = page.getByRole('slider', {name: 'Rate by hand'});
    const giveBack = page.getByRole('button', {name: 'Give back'});
    expect([await slider.isDisabled(), await giveBack.isDisabled()]).toEqual([true, true]);
    await press(page, 'Train');
    await until(page, /step [1-9]/);
    expect(await used(page).innerText()).toBe('0.002');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.rate[data-held]').waitFor();
    await slider.fill('-1');
    await page.locator('.rate output', {hasText: /^0\.1$/}).waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.plot b')].some((b) => b.textContent === '0.1'),
    );
    expect(await used(page).innerText()).toBe('0.1');
    expect(await slider.getAttribute('aria-valuetext')).toBe('0.1');
    await press(page, 'Pause');
    await picture(page, 'by-hand');
    await press(page, 'Resume');
    await giveBack.click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.plot b')].some((b) => b.textContent === '0.002'),
    );
    expect(await giveBack.isDisabled()).toBe(true);
    await press(page, 'Reset');
  });

  it('says when TensorFlow.js cannot be loaded, and loads it when asked again', async () => {
    const page = await visit({hash: 'epochs=3', says: /Failed to load resource/});
    await page.route(/training-/, (route) => route.abort());
    await page.reload();
    await press(page, 'Train');
    await until(page, 'TensorFlow.js could not be loaded; try again.');
    await press(page, /^Find/);
    await page.locator('.finder-words', {hasText: 'could not be loaded; try again.'}).waitFor();
    await page.unroute(/training-/);
    await press(page, 'Train');
    await until(page, 'Finished, 39 steps');
  });

  it('trains with the rate that was set by hand while TensorFlow.js was loading', async () => {
    const page = await visit({hash: 'epochs=3'});
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route(/training-/, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await press(page, 'Train');
    await until(page, 'Loading TensorFlow.js');
    await page.getByRole('slider', {name: 'Rate by hand'}).fill('-1');
    await page.locator('.rate output', {hasText: /^0\.1$/}).waitFor();
    go();
    await until(page, 'Finished');
    await frames(page);
    expect(await used(page).innerText()).toBe('0.1');
  });

  it('shows nothing of a training with other points, and all of it with its own again', async () => {
    const page = await visit({hash: 'epochs=3'});
    await press(page, 'Train');
    await until(page, 'Finished, 39 steps');
    const accuracy = await numberOf(page, 'Accuracy');
    const loss = page.locator('.plot').first();
    const words = await loss.innerText();
    expect(words).toMatch(/training\s+\d/);
    const canvas = page.locator('.field-canvas').first();
    await canvas.waitFor();
    await page.getByRole('radio', {name: 'Spirals'}).check();
    await until(page, 'Press Train');
    expect(await loss.innerText()).not.toMatch(/(training|validation)\s+\d/);
    expect(await numberOf(page, 'Accuracy')).toBe('–');
    expect(await canvas.isVisible()).toBe(false);
    await picture(page, 'other-points');
    await page.getByRole('radio', {name: 'Moons'}).check();
    await until(page, /^Finished, 39 steps$/);
    expect(await loss.innerText()).toBe(words);
    expect(await numberOf(page, 'Accuracy')).toBe(accuracy);
    expect(await canvas.isVisible()).toBe(true);
  });

  it('says that changes wait for the next training', async () => {
    const page = await visit({hash: 'epochs=500'});
    await press(page, 'Train');
    await until(page, /step [1-9]/);
    await page.getByLabel('Learning rate', {exact: true}).fill('0.05');
    await until(page, /^step [\d,]+ of [\d,]+\. Changes apply to the next training\.$/);
    await picture(page, 'changed');
    await press(page, 'Compare');
    await until(page, 'Starts with the next training', 'b');
    await picture(page, 'changed-compared');
    await press(page, 'Reset');
    await until(page, 'Press Train', 'b');
  });

  it('leaves the focus where it is of use', async () => {
    const page = await visit({hash: 'epochs=500', says: /^TerminateOnNaN/});
    const focused = () => page.evaluate(() => document.activeElement!.outerHTML);
    const slider = page.getByRole('slider', {name: 'Rate by hand'});
    await press(page, 'Train');
    await until(page, /step [1-9]/);
    await slider.fill('-1');
    await page.getByRole('button', {name: 'Give back'}).press('Enter');
    await frames(page);
    expect(await focused()).toContain('type="range"');
    await page.evaluate(() => (Math.log = () => NaN));
    await until(page, 'Diverged');
    await frames(page);
    expect(await focused()).toContain('type="range"');
    const value = await slider.inputValue();
    await page.keyboard.press('ArrowRight');
    expect(await slider.inputValue()).toBe(value);
    await page.getByRole('button', {name: 'Reset'}).press('Enter');
    await frames(page);
    expect(await focused()).toContain('Train');
    expect(await slider.isDisabled()).toBe(true);
  });

  it('from the range test to a rate, a training and its code', async () => {
    const page = await visit({hash: 'optimizer=sgd&learningRate=0.00001&epochs=10'});
    await press(page, /^Find/);
    const use = page.getByRole('button', {name: /^Use .*: Recommended/});
    await use.waitFor();
    const rate = (await use.getAttribute('value'))!;
    await picture(page, 'range-test');
    await use.click();
    await frames(page);
    expect(await use.innerText()).toBe('In use');
    expect(Number(rate)).toBeGreaterThan(0.01);
    expect(await page.getByLabel('Learning rate', {exact: true}).inputValue()).toBe(rate);
    await untilLink(page, {learningRate: rate});
    await press(page, 'Train');
    await until(page, 'Finished');
    expect(await page.getByRole('radio', {name: 'Training'}).isChecked()).toBe(true);
    expect(parseFloat(await numberOf(page, 'Accuracy'))).toBeGreaterThan(75);
    expect(await codeOf(page)).toContain(rate);
    await page.getByRole('radio', {name: 'Range test'}).check();
    expect(await use.isVisible()).toBe(true);
  });

  it('marks the steps that were clipped, and counts them', async () => {
    const page = await visit({hash: 'epochs=6&clipping=globalNorm&threshold=0.01'});
    const clipped = page.locator('.plot .value', {hasText: 'clipped'});
    await press(page, 'Train');
    await until(page, 'Finished, 78 steps');
    expect(await clipped.locator('b').first().innerText()).toBe('78');
    await page.getByRole('combobox', {name: 'Clipping'}).selectOption('none');
    await press(page, 'Train');
    await until(page, 'Finished');
    await clipped.waitFor({state: 'hidden'});
  });

  it('says that a training diverged, and what may help', async () => {
    const page = await visit({hash: 'epochs=500', says: /^TerminateOnNaN: the loss is NaN/});
    await press(page, 'Train');
    await until(page, /step [1-9]/);
    // No rate that can be chosen makes a loss of these networks NaN: the logarithm in it does.
    await page.evaluate(() => (Math.log = () => NaN));
    await until(page, /^Diverged at step [\d,]+: try a lower rate$/);
    expect(await page.locator('#announcements').textContent()).toMatch(
      /^The training has diverged at step \d+\. A lower learning rate may help\.$/,
    );
    await picture(page, 'diverged');
  });

  it('says that a training has made things worse', async () => {
    const page = await visit({
      hash: 'optimizer=sgd&learningRate=10&schedule=constant&width=64&layers=4&epochs=4',
    });
    await press(page, 'Train');
    await until(page, 'Finished, worse than untrained: try a lower rate');
  });

  it('keeps the page alive and the charts thin over thousands of steps', async () => {
    const page = await visit({hash: 'points=2000&batchSize=8&epochs=15&width=4&layers=1'});
    await press(page, 'Train');
    await until(page, 'Finished, 3,000 steps');
    expect(await status(page)).toBe('Finished, 3,000 steps');
    await picture(page, 'thousands');
  });
});
