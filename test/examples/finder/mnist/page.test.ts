import {describe, expect, it} from '@jest/globals';
import {rangeTestResult} from '../../../../src/index.js';
import {certainty, page} from '../../../../examples/finder/mnist/page.js';
import {names} from '../../../../examples/finder/mnist/schedulers.js';
import type {Run} from '../../../../examples/finder/mnist/train.js';

const rates = Array.from({length: 100}, (_, i) => 1e-5 * 10 ** (i / 16));
const found = rangeTestResult(
  rates,
  rates.map((rate) => 2 / (1 + 100 * rate) + rate ** 2),
);
const run = (scheduler: Run['scheduler'], seed: number, testAccuracy: number): Run => ({
  ...{scheduler, seed, testAccuracy, seconds: 2},
  learningRates: Array<number>(225).fill(0.01),
  accuracies: Array.from({length: 9}, (_, i) => 0.8 + i / 100),
});
const runs = names.flatMap((name, i) => [run(name, 1, 0.9 + i / 1000), run(name, 2, 0.91 + i / 1000)]);
const {blocks, figures} = page(found, runs, {kind: 'dense', backend: 'wasm', seeds: 2, epochs: 1});

describe('the page of the digits', () => {
  it('has a row for each scheduler, the best first, with the range of its seeds', () => {
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.rows.map(([name]) => name)).toEqual([...names].reverse());
    expect(table?.rows.at(-1)).toEqual([
      'constant',
      'the rate as it was found',
      '0.01',
      '88.0\u00a0%',
      '90.5\u00a0% (90.0 to 91.0)',
      '2.0 s',
    ]);
  });

  it('has one figure with the rates above the accuracies, over the same epochs', () => {
    const {concat, columns} = figures.at(-1)!.spec as unknown as {
      columns: number;
      concat: {encoding: {x: {scale: object}; y: {title: string}}}[];
    };
    expect(columns).toBe(1);
    expect(concat.map(({encoding}) => encoding.y.title)).toEqual(['learning rate', 'accuracy']);
    for (const {encoding} of concat) expect(encoding.x.scale).toMatchObject({domain: [0, 1]});
  });

  it('says what the number of test images can tell apart', () => {
    expect(certainty([run('step', 1, 0.95)])).toBe(
      'Test accuracy is that of 2,000 images at the end. So many images say it to about ±1.0 points (two standard ' +
        'deviations): a smaller difference may be chance.',
    );
  });
});
