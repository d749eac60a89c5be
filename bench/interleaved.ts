import {setImmediate} from 'node:timers/promises';
import {util} from '@tensorflow/tfjs';

/** Rounds that are run before the clock counts. */
const warmUp = 3;

/** How long a run takes, in milliseconds. */
export async function wallClock(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Runs each of `runs` once a round, each round in a new order, and gives their times in milliseconds, by round: those of
 * the clock on the wall, or what `time` says.
 *
 * A busy machine slows neighbours equally: compare times of the same round. The event loop turns before each run, so
 * that no run pays for what the one before it has left over.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  runs: Readonly<Record<Name, () => unknown>>,
  time: (run: () => unknown) => Promise<number> = wallClock,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  const order = [...names];
  for (let round = -warmUp; round < rounds; round += 1) {
    util.shuffle(order);
    for (const name of order) {
      await setImmediate();
      const taken = await time(runs[name]);
      if (round >= 0) times[name].push(taken);
    }
  }
  return times;
}
