import type {Training} from '../../blobs/training/Training.js';

/** The tutorial's rates. */
export const grid: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7].map((exponent) => Number(`1e-${exponent}`));

/** What is trained with beside the grid: multiples of the rate that was found. */
export const multiples = {'a tenth of it': 0.1, 'the recommendation': 1, 'ten times it': 10} as const;

export const gridName = (rate: number) => `tutorial, ${rate}`;

/** The trainings of one seed; those with multiples only where a rate was found. */
export function trainings(found: number | undefined): Training[] {
  const own = found === undefined ? [] : Object.entries(multiples);
  return [
    ...own.map(([name, factor]) => ({name, optimizer: {learningRate: factor * found!}})),
    ...grid.map((rate) => ({name: gridName(rate), optimizer: {learningRate: rate}})),
  ];
}
