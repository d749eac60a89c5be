import {setImmediate} from 'node:timers/promises';
import {util} from '@tensorflow/tfjs';

/** Rounds that are run before the clock counts. */
const warmUp = 3;

/**
 * Runs each of `runs` once a round, each round in a new order, and gives their wall-clock times in milliseconds, by round.
 *
 * A busy machine slows neighbours equally: compare times of the same round. The event loop turns before each run, so
 * that no run pays for what the one before it has left over.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  runs: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  const order = [...names];
  for (let round = -warmUp; round < rounds; round += 1) {
    util.shuffle(order);
    for (const name of order) {
      await setImmediate();
      const start = performance.now();
      await runs[name]();
      const time = performance.now() - start;
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}
