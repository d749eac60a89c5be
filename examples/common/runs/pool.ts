import {availableParallelism} from 'node:os';
import {Tinypool} from 'tinypool';

export interface Pool<Job, Result> {
  threads: number;
  /** Runs a job as soon as a thread is free. */
  run(job: Job): Promise<Result>;
  close(): Promise<void>;
}

/** Worker threads, one a core, which run jobs with the function `runJob` of a module; they start with the first job. */
export function pool<Job, Result>(module: URL): Pool<Job, Result> {
  const threads = availableParallelism();
  let workers: Tinypool | undefined;
  const start = () =>
    new Tinypool({
      filename: new URL('./worker.mjs', import.meta.url).href,
      minThreads: threads,
      maxThreads: threads,
      // Trainings leave many short-lived tensors; room for more of them saves a fourteenth of the time.
      resourceLimits: {maxYoungGenerationSizeMb: 192},
    });
  return {
    threads,
    run: (job) => (workers ??= start()).run({module: module.href, job}) as Promise<Result>,
    close: async () => workers?.destroy(),
  };
}
