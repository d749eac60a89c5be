import {availableParallelism} from 'node:os';
import {Tinypool} from 'tinypool';
import type {Job, Result} from '../training/Job.js';

export interface Pool {
  threads: number;
  /** Runs a job as soon as a thread is free. */
  run(job: Job): Promise<Result>;
  close(): Promise<void>;
}

/** Worker threads, one a core; they start with the first job. */
export function pool(): Pool {
  const threads = availableParallelism();
  let workers: Tinypool | undefined;
  const start = () =>
    new Tinypool({
      filename: new URL('../training/worker.mjs', import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      // Trainings leave many short-lived tensors; room for more of them saves a fourteenth of the time.
      resourceLimits: {maxYoungGenerationSizeMb: 192},
    });
  return {
    threads,
    run: (job) => (workers ??= start()).run(job),
    close: async () => workers?.destroy(),
  };
}
