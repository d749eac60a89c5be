import {lineChart, panels, type Series, type VegaLiteSpec} from 'tfjs-callbacks';
import type {Block} from '../../common/report/Block.js';
import type {Figure} from '../../common/report/Figure.js';
import {judgementTable} from '../../common/report/judgementTable.js';
import {claims} from '../claims/claims.js';
import {fullLength} from '../cliOptions.js';
import type {Curves} from '../training/Job.js';
import {recovery} from '../training/rescues.js';
import {batchSize, peak, points, warmupUpdates} from '../training/runTraining.js';

export interface Named {
  name: string;
  curves: Curves;
}

/** The figure, the table of the trainings, and each statement put to the test. */
export function page(
  all: readonly Named[],
  epochs: number,
  backend: string,
): {blocks: Block[]; figures: Figure[]} {
  const figure: Figure = {
    name: 'rescue',
    caption:
      'Left the test error after each epoch: a line that leaves through the top became NaN, and one that ends was stopped. ' +
      'Right the learning rate at the end of each epoch. Until something happens, all but clip are the same.',
    spec: chart(all, epochs),
  };
  const blocks: Block[] = [
    {kind: 'heading', level: 1, text: 'A training that diverges, and four ways to meet it'},
    {
      kind: 'paragraph',
      text:
        `A network with two layers of 32 exponential linear units is to learn a wavy surface from ${points} points. It is ` +
        `trained for ${epochs} epochs with batches of ${batchSize}, by SGD with momentum 0.9 and a rate that rises to ${peak} in ` +
        `${warmupUpdates} updates, which is too high: with nothing, with clipGradients({globalNorm: 1}), with terminateOnNaN() ` +
        `and with recoverOnDivergence(${inWords(recovery)}). All have the same first weights and the same batches.`,
    },
    {kind: 'figure', name: figure.name, caption: figure.caption},
    {
      kind: 'table',
      head: ['', 'error at the end', 'lowest error', 'recoveries after update', 'rate at the end'],
      rows: all.map(({name, curves: {errors, rates, recoveries, stopped}}) => [
        name,
        stopped === null ? shown(errors.at(-1)) : `NaN, stopped after update ${stopped}`,
        shown(Math.min(...errors.map((error) => error ?? Infinity))),
        recoveries.join(', ') || 'none',
        shown(rates.at(-1)),
      ]),
    },
    {
      kind: 'paragraph',
      text: `Errors are mean squared errors on 500 other points. Computed on the ${backend} backend.`,
    },
    ...(epochs === fullLength
      ? [
          {kind: 'heading', level: 2, text: 'What each of them does, and what it does not'} as const,
          judgementTable(claims, [Object.fromEntries(all.map(({name, curves}) => [name, curves]))]),
        ]
      : [{kind: 'paragraph', text: `Statements about ${fullLength} epochs are not judged.`} as const]),
  ];
  return {blocks, figures: [figure]};
}

function chart(all: readonly Named[], epochs: number): VegaLiteSpec {
  const yDomain = [1e-3, 100] as const;
  const size = {width: 360, height: 280, xTitle: 'epoch', xDomain: [0, epochs] as const};
  const numbers = (values: readonly unknown[]) => values.map((_, epoch) => epoch + 1);
  const errors = all.map(({name, curves}): Series => {
    const y = curves.errors.map((error) => Math.min(error ?? Infinity, 1.5 * yDomain[1]));
    return {name, x: numbers(y), y};
  });
  const rates = all.map(({name, curves}): Series => ({name, x: numbers(curves.rates), y: curves.rates}));
  return panels(
    [
      lineChart(errors, {
        ...{...size, title: 'test error', yTitle: 'mean squared error', yScale: 'log', yDomain},
      }),
      lineChart(rates, {...size, title: 'learning rate', yTitle: 'learning rate'}),
    ],
    {columns: 2},
  );
}

function shown(value: number | null | undefined): string {
  return value === null || value === undefined ? 'NaN' : String(Number(value.toPrecision(2)));
}

function inWords(options: object): string {
  const pairs = Object.entries(options).map(([name, value]) => `${name}: ${value}`);
  return `{${pairs.join(', ')}}`;
}
