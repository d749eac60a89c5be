import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Runs} from '../claims/Claim.js';
import {rateCurve} from '../experiments/rateCurve.js';
import type {Curves} from '../training/Training.js';

/** What real Keras gave, a set of curves a seed, from the files in the folder. */
export function reference(folder: string): Runs[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const {runs} = read('keras-blobs.json') as {runs: Record<string, (Curves & {seed: number})[]>};
  const {rates} = read('keras-decay.json') as {rates: Record<string, {first: number[]; after3200: number}>};

  const computed = Object.entries(rates).map(([decay, {first, after3200}]) => {
    const curve = [...first];
    curve[3200] = after3200;
    return [`rate with decay=${decay}`, rateCurve(curve)] as const;
  });
  const seeds = new Set(Object.values(runs).flatMap((recorded) => recorded.map(({seed}) => seed)));
  return [...seeds].map((seed) => ({
    ...Object.fromEntries(computed),
    ...Object.fromEntries(
      Object.entries(runs).flatMap(([name, recorded]) => {
        const curves = recorded.find((run) => run.seed === seed);
        return curves ? [[name, curves]] : [];
      }),
    ),
  }));
}
