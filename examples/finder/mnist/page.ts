import {learningRateFinderChart, lineChart, panels, type LearningRateFinderResult} from 'tfjs-callbacks';
import {twoDigits} from '../../../src/internal/twoDigits.js';
import {percent} from '../../common/claims/formats.js';
import {summary} from '../../common/claims/summary.js';
import {rangeCell} from '../../common/report/cells.js';
import type {Block} from '../../common/report/Block.js';
import {duration} from '../../common/report/duration.js';
import type {Figure} from '../../common/report/Figure.js';
import type {CliOptions} from './cliOptions.js';
import {sizes} from './data.js';
import {mean} from './mean.js';
import {about, names} from './schedulers.js';
import {batchesPerCheck, batchesPerEpoch, type Run} from './train.js';

const networks = {
  dense: 'A dense network, 784-128-64-10,',
  conv: 'A convolutional network, two layers of 8 and 16 filters,',
} as const;

/** Figures and a table of all trainings. */
export function page(
  found: LearningRateFinderResult,
  runs: readonly Run[],
  {kind, backend, seeds, epochs}: Pick<CliOptions, 'kind' | 'backend' | 'seeds' | 'epochs'>,
): {blocks: Block[]; figures: Figure[]} {
  const rate = found.recommendation.learningRate!;
  const lasting = epochs === 1 ? 'one epoch' : `${epochs} epochs`;
  const schedulers: Figure = {
    name: 'finder-mnist',
    caption:
      `Above: the learning rate${seeds === 1 ? '' : ' (that of the plateau in seed 1)'}. Below: accuracy on ` +
      `${sizes.validation} images every ${batchesPerCheck} batches${seeds === 1 ? '' : `, means of ${seeds} seeds`}.`,
    spec: chart(runs),
  };
  const finder: Figure = {
    name: 'finder-mnist-range-test',
    caption: 'The range test.',
    spec: learningRateFinderChart(found, {title: `Range test of a ${kind} network on digits`}),
  };
  const blocks: Block[] = [
    {kind: 'heading', level: 1, text: 'Six schedulers on handwritten digits'},
    {
      kind: 'paragraph',
      text:
        `${networks[kind]} is trained with SGD, momentum 0.9, on ${whole(sizes.train)} digits of MNIST for ${lasting}, at a ` +
        `rate of ${twoDigits(rate)}, which a range test over one epoch recommends: ${found.recommendation.reason}. ` +
        `All trainings of a seed have the same first weights and the same batches.`,
    },
    {kind: 'figure', name: finder.name, caption: finder.caption},
    {kind: 'figure', name: schedulers.name, caption: schedulers.caption},
    table(runs),
    {kind: 'paragraph', text: certainty(runs)},
    {kind: 'paragraph', text: `Time is that of one training with its checks, on the ${backend} backend.`},
  ];
  return {blocks, figures: [finder, schedulers]};
}

const whole = (value: number) => value.toLocaleString('en');
const of = (runs: readonly Run[], name: string) => runs.filter(({scheduler}) => scheduler === name);

/** The six rates above the six accuracies. */
function chart(runs: readonly Run[]) {
  const curves = names.map((name) => ({
    name,
    rates: of(runs, name)[0]!.learningRates,
    accuracies: mean(of(runs, name).map(({accuracies}) => accuracies)),
  }));
  const end = curves[0]!.rates.length / batchesPerEpoch;
  const size = {width: 560, xTitle: 'epoch', xDomain: [0, end]} as const;
  const all = curves.flatMap(({accuracies}) => accuracies);
  // The first third of the checks is the rise, which is the same for all.
  const late = curves.flatMap(({accuracies}) => accuracies.slice(Math.floor(accuracies.length / 3)));
  const yDomain = [Math.min(...late) - 0.02, Math.max(...all) + 0.005] as const;
  return panels(
    [
      lineChart(
        curves.map(({name, rates}) => ({name, x: rates.map((_, i) => i / batchesPerEpoch), y: rates})),
        {...size, height: 180, title: 'The learning rate of each batch', yTitle: 'learning rate'},
      ),
      lineChart(
        curves.map(({name, accuracies}) => ({
          name,
          x: accuracies.map((_, i) => ((i + 1) * batchesPerCheck) / batchesPerEpoch),
          y: accuracies,
        })),
        {...size, height: 260, title: 'Accuracy on validation images', yTitle: 'accuracy', yDomain},
      ),
    ],
    {columns: 1},
  );
}

/** Sorted by test accuracy. */
function table(runs: readonly Run[]): Block {
  const rows = names
    .map((name) => {
      const own = of(runs, name);
      return {
        name,
        last: summary(own.map(({learningRates}) => learningRates.at(-1)!)),
        validation: summary(own.map(({accuracies}) => accuracies.at(-1)!)),
        test: summary(own.map(({testAccuracy}) => testAccuracy)),
        seconds: summary(own.map(({seconds}) => seconds)),
      };
    })
    .sort((a, b) => b.test.median - a.test.median);
  return {
    kind: 'table',
    head: ['Scheduler', 'The rate', 'Last rate', 'Validation accuracy', 'Test accuracy', 'Time'],
    rows: rows.map(({name, last, validation, test, seconds}) => [
      name,
      about[name],
      rangeCell(last, twoDigits),
      rangeCell(validation, percent),
      rangeCell(test, percent),
      duration(seconds.median),
    ]),
  };
}

/** What the test accuracies can tell apart. */
export function certainty(runs: readonly Run[]): string {
  const accuracy = mean(runs.map(({testAccuracy}) => [testAccuracy]))[0]!;
  const deviation = Math.sqrt((accuracy * (1 - accuracy)) / sizes.test);
  const seeds = new Set(runs.map(({seed}) => seed)).size;
  return (
    `Test accuracy is that of ${whole(sizes.test)} images at the end` +
    `${seeds === 1 ? '' : `, the median of ${seeds} seeds and in brackets their range`}. ` +
    `So many images say it to about ±${(200 * deviation).toFixed(1)} points (two standard deviations): ` +
    `a smaller difference may be chance.`
  );
}
