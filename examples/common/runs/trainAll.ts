import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {version} from '@tensorflow/tfjs';
import {fingerprint} from './fingerprint.js';
import {pool} from './pool.js';
import {progress} from './progress.js';
import {runAll, type Outcome} from './runAll.js';
import {store} from './store.js';

/** Trainings to be run, and all that decides what comes out. */
interface Trainings<Job> {
  readonly jobs: readonly Job[];
  /** The module whose `runJob` runs one of them. */
  readonly module: URL;
  /** Folders of code: a result is used again only as long as all in them is the same. */
  readonly sources: readonly URL[];
  /** Results are kept in its folder `runs`. */
  readonly out: string;
  readonly titleOf: (job: Job) => string;
  readonly pathOf: (job: Job) => string;
}

/** Runs the trainings that have no result on disk, one a core at a time, and shows how far they are. */
export async function trainAll<Job, Result extends {seconds: number}>({
  jobs,
  module,
  sources,
  out,
  titleOf,
  pathOf,
}: Trainings<Job>): Promise<Outcome<Job, Result>> {
  const code = fingerprint(sources.map((folder) => fileURLToPath(folder)));
  const {threads, run, close} = pool<Job, Result>(module);
  const outcome = await runAll({
    jobs,
    run,
    titleOf,
    store: store<Job, Result>(join(out, 'runs'), `${version.tfjs} ${code}`, pathOf),
    progress: (left) => {
      console.log(
        `${jobs.length} trainings, ${jobs.length - left} of them found on disk; ${threads} threads.`,
      );
      return progress(left);
    },
  });
  await close();
  return outcome;
}
