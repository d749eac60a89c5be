import type {Block} from '../../common/report/Block.js';
import type {Figure} from '../../common/report/Figure.js';
import {measures} from '../claims/measures.js';
import {fullLength, type CliOptions} from '../cliOptions.js';
import {guessing} from '../data/addingProblem.js';
import {length} from '../training/buildModel.js';
import {nameOf, type Job, type Result} from '../training/Job.js';
import {batchSize, testSequences, updatesPerCheck} from '../training/runTraining.js';
import {clippings} from '../training/trainings.js';
import {errorChart, normChart, shareChart, type ByName} from './charts.js';
import {claimTable, outcomeTable, type Seed} from './tables.js';

export interface Page {
  blocks: Block[];
  figures: Figure[];
  /** What the trainings came to, a record a seed. */
  seeds: Seed[];
}

/** Figures, the table of all trainings, and each statement put to the test. */
export function page(
  results: ReadonlyMap<Job, Pick<Result, 'curves'>>,
  {seeds: count, updates, backend}: Pick<CliOptions, 'seeds' | 'updates' | 'backend'>,
): Page {
  const all = [...results].map(([job, {curves}]) => ({job, curves, name: nameOf(job)}));
  const byName: ByName = Object.fromEntries(
    all.map(({name}) => [name, all.flatMap((one) => (one.name === name ? one.curves : []))]),
  );
  const seeds = Array.from({length: count}, (_, i): Seed => {
    const own = all.filter(({job}) => job.seed === i + 1);
    return Object.fromEntries(own.map(({name, curves}) => [name, measures(curves)]));
  });
  const many = count === 1 ? '' : ` of ${count} seeds`;
  const figures: Figure[] = [
    {
      name: 'clipping-errors',
      caption: `Test error every ${updatesPerCheck} updates, the median${many}. A line that leaves through the top became NaN.`,
      spec: errorChart(byName),
    },
    {
      name: 'clipping-norms',
      caption: `How large the gradients were before clipping: histograms of the updates${many}, four bars to a power of ten.`,
      spec: normChart(byName),
    },
    {
      name: 'clipping-shares',
      caption: `The share of clipped updates in each ${updatesPerCheck}${count === 1 ? '' : `, the mean${many}`}. Lines at 1 lie on each other.`,
      spec: shareChart(byName),
    },
  ];
  const {norm, value, globalNorm, adaptive} = {
    ...clippings.norm,
    ...clippings.value,
    ...clippings.globalNorm,
    ...clippings.adaptive,
  };
  const blocks: Block[] = [
    {kind: 'heading', level: 1, text: 'Clipping gradients that explode'},
    {
      kind: 'paragraph',
      text:
        `A recurrent network of 32 rectified units, whose recurrent weights begin as the identity, is to add two marked ` +
        `numbers of ${length}. It is trained for ${updates} updates with batches of ${batchSize}, by SGD with a rate of 0.01 and ` +
        `momentum 0.9 and by Adam with a rate of 0.003, without clipping and with globalNorm ${globalNorm}, norm ` +
        `${norm.toFixed(3)}, value ${value.toFixed(4)} and adaptive ${adaptive.clipping}. The first three let all gradients ` +
        `together have a norm of 1 at most. All trainings of a seed have the same first weights and the same batches.`,
    },
    ...figures.map(({name, caption}): Block => ({kind: 'figure', name, caption})),
    outcomeTable(seeds),
    {
      kind: 'paragraph',
      text:
        `Test error is the mean squared error on ${testSequences} sequences, the median of the last five checks; always ` +
        `predicting 1 has ${guessing.toFixed(3)}. ${count === 1 ? '' : `Cells show the median${many}, and in brackets their range. `}` +
        `Norms are those of all gradients together before clipping, as far as they are finite. Computed on the ${backend} backend.`,
    },
    ...(updates === fullLength
      ? [
          {kind: 'heading', level: 2, text: 'What clipping does, and what it does not'} as const,
          {
            kind: 'paragraph',
            text:
              'A statement holds when at least four seeds in five bear it out; of three seeds that is all. When at most one in ' +
              'five does, it does not hold; between the two it holds partly. Where a training diverged its error counts as ' +
              'infinite.',
          } as const,
          claimTable(seeds),
        ]
      : [{kind: 'paragraph', text: `Statements about ${fullLength} updates are not judged.`} as const]),
  ];
  return {blocks, figures, seeds};
}
