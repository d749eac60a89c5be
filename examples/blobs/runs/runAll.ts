import {titleOf, type Job, type Result} from '../training/Job.js';
import type {Progress} from './progress.js';
import type {Store} from './store.js';

export interface Failure {
  job: Job;
  message: string;
}

export interface Outcome {
  results: Map<Job, Result>;
  failures: Failure[];
  /** How many results were on disk before. */
  found: number;
}

export interface RunAllOptions {
  jobs: readonly Job[];
  /** Runs a job; called for all jobs at once, so it has to queue them. */
  run: (job: Job) => Promise<Result>;
  store: Store;
  /** Called once with the number of jobs that are not on disk yet. */
  progress: (total: number) => Progress;
}

/** Runs the jobs that have no result on disk. Each result is on disk as soon as it is there; a failure stops no other. */
export async function runAll({jobs, run, store, progress}: RunAllOptions): Promise<Outcome> {
  const results = new Map<Job, Result>();
  const failures: Failure[] = [];
  for (const job of jobs) {
    const result = store.load(job);
    if (result) results.set(job, result);
  }
  const found = results.size;
  const left = jobs.filter((job) => !results.has(job));
  const {finished, failed, stop} = progress(left.length);

  await Promise.all(
    left.map(async (job) => {
      try {
        const result = await run(job);
        store.save(job, result);
        results.set(job, result);
        finished(titleOf(job), result.seconds);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        failures.push({job, message});
        failed(titleOf(job), message);
      }
    }),
  );
  stop();
  return {results, failures, found};
}
