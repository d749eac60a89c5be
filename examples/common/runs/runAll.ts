import type {Progress} from './progress.js';
import type {Store} from './store.js';

export interface Failure<Job> {
  job: Job;
  message: string;
}

export interface Outcome<Job, Result> {
  results: Map<Job, Result>;
  failures: Failure<Job>[];
  /** How many results were on disk before. */
  found: number;
}

export interface RunAllOptions<Job, Result> {
  jobs: readonly Job[];
  /** Runs a job; called for all jobs at once, so it has to queue them. */
  run: (job: Job) => Promise<Result>;
  /** What a job is called where people read it. */
  titleOf: (job: Job) => string;
  store: Store<Job, Result>;
  /** Called once with the number of jobs that are not on disk yet. */
  progress: (total: number) => Progress;
}

/** Runs the jobs that have no result on disk. Each result is on disk as soon as it is there; a failure stops no other. */
export async function runAll<Job, Result extends {seconds: number}>({
  jobs,
  run,
  titleOf,
  store,
  progress,
}: RunAllOptions<Job, Result>): Promise<Outcome<Job, Result>> {
  const results = new Map<Job, Result>();
  const failures: Failure<Job>[] = [];
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
