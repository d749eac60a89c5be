import {describe, expect, it} from '@jest/globals';
import {rangeTestResult} from '../../../../src/index.js';
import type {Job} from '../../../../examples/blobs/training/Job.js';
import type {Curves} from '../../../../examples/blobs/training/Training.js';
import {factor, outcome} from '../../../../examples/finder/blobs/outcomes.js';
import {compare, page, type Found} from '../../../../examples/finder/blobs/page.js';
import {grid, trainings} from '../../../../examples/finder/blobs/trainings.js';

/** A training that ends at this loss and test accuracy. */
function curves(rate: number, loss: number, testAccuracy: number): Curves {
  const flat = (value: number) => Array<number>(12).fill(value);
  return {
    ...{loss: flat(loss), acc: flat(0.8), val_loss: flat(1)},
    ...{val_acc: flat(testAccuracy), learning_rate: flat(rate)},
  };
}
const tutorial = [
  outcome('tutorial, 1', [curves(1, 1, 0.6)]),
  outcome('tutorial, 0.1', [curves(0.1, 0.4, 0.8)]),
  outcome('tutorial, 0.01', [curves(0.01, 0.5, 0.82)]),
];

describe('compare', () => {
  it('holds when every rate is within a factor of 3 of the one with the lowest training loss', () => {
    const {holds, sentences} = compare([0.05, 0.2], tutorial, 2);
    expect(holds).toBe(true);
    expect(sentences[0]).toBe(
      '✔ By training loss the best of the tutorial’s rates is 0.1. The recommendation, 0.13 (0.05 to 0.2), is within ' +
        'a factor of 3 of it: the factor is 2.',
    );
  });

  it('says so where it does not hold by test accuracy', () => {
    expect(compare([0.05], tutorial, 1).sentences[1]).toBe(
      '✘ By test accuracy the best of the tutorial’s rates is 0.01. The recommendation, 0.05, is not within a factor ' +
        'of 3 of it: the factor is 5.',
    );
  });

  it('does not hold when one seed is off, or nothing was recommended', () => {
    expect(compare([0.1, 0.031], tutorial, 2).holds).toBe(false);
    const some = compare([0.1], tutorial, 3);
    expect(some.holds).toBe(false);
    expect(some.sentences[2]).toBe('✘ Of 3 seeds 2 got no recommendation.');
    expect(compare([], tutorial, 2)).toEqual({
      holds: false,
      sentences: ['✘ Of 2 seeds 2 got no recommendation.'],
    });
  });
});

describe('factor', () => {
  it('is the same both ways', () => {
    expect([factor(0.1, 0.05), factor(0.05, 0.1), factor(0.1, 0.1)]).toEqual([2, 2, 1]);
  });
});

describe('trainings', () => {
  it('are the tutorial’s eight rates, and three more where a rate was found', () => {
    expect(trainings(undefined)).toHaveLength(8);
    expect(grid).toEqual([1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7]);
    const own = trainings(0.5).slice(0, 3);
    expect(own.map(({optimizer}) => optimizer)).toEqual([
      {learningRate: 0.05},
      {learningRate: 0.5},
      {learningRate: 5},
    ]);
  });
});

describe('the page of the blobs’ finder', () => {
  const rates = Array.from({length: 100}, (_, i) => 1e-5 * 10 ** (i / 16));
  const result = rangeTestResult(
    rates,
    rates.map((rate) => 2 / (1 + 100 * rate) + rate ** 2),
  );
  const test = '800 batches from 1e-4 to 1';
  const found: Found[] = [{test, seed: 1, result}];
  const results = new Map(
    trainings(0.1).map((training): [Job, {curves: Curves}] => {
      const {learningRate} = training.optimizer as {learningRate: number};
      return [
        {training, seed: 1, epochs: 12, backend: 'cpu'},
        {curves: curves(learningRate, 0.4 + learningRate, 0.8)},
      ];
    }),
  );
  const {blocks, figures} = page(found, test, results);

  it('has a table of tests, one of the three trainings and one of the grid, each with a winner', () => {
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
    expect(tables.map((rows) => rows.length)).toEqual([1, 3, 8]);
    for (const rows of tables.slice(1)) {
      expect(rows.filter(([, , loss]) => loss!.startsWith('✔'))).toHaveLength(1);
    }
  });

  it('shows every figure that it writes', () => {
    const shown = blocks.flatMap((block) => (block.kind === 'figure' ? [block.name] : []));
    expect(figures.map(({name}) => name)).toEqual(shown);
  });
});
