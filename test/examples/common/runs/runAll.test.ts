import {describe, expect, it} from '@jest/globals';
import {rateCurve} from '../../../../examples/blobs/experiments/rateCurve.js';
import {runAll} from '../../../../examples/common/runs/runAll.js';
import type {Store} from '../../../../examples/common/runs/store.js';
import {titleOf, type Job, type Result} from '../../../../examples/blobs/training/Job.js';

const jobs = ['a', 'b', 'c'].map((name): Job => ({
  training: {name, optimizer: 'sgd'},
  seed: 1,
  epochs: 1,
  backend: 'cpu',
}));
const result: Result = {curves: rateCurve([]), seconds: 1};

function inMemory(): Store<Job, Result> & {saved: Map<Job, Result>} {
  const saved = new Map<Job, Result>();
  return {
    saved,
    fileOf: ({training}) => training.name,
    load: (job) => saved.get(job),
    save: (job, one) => void saved.set(job, one),
  };
}

/** What the progress display was told. */
function recorder() {
  const told: string[] = [];
  return {
    told,
    progress: (total: number) => {
      told.push(`start ${total}`);
      return {
        finished: (title: string, seconds: number) => void told.push(`${title} in ${seconds} s`),
        failed: (title: string, message: string) => void told.push(`${title}: ${message}`),
        stop: () => void told.push('stop'),
      };
    },
  };
}

describe('runAll', () => {
  it('runs all jobs, saves each result and tells how far it is', async () => {
    const store = inMemory();
    const {told, progress} = recorder();
    const {results, failures, found} = await runAll({
      jobs,
      run: async () => result,
      titleOf,
      store,
      progress,
    });
    expect([...results.keys()]).toEqual(jobs);
    expect([...store.saved.keys()]).toEqual(jobs);
    expect([failures, found]).toEqual([[], 0]);
    expect(told).toEqual(['start 3', 'a, seed 1 in 1 s', 'b, seed 1 in 1 s', 'c, seed 1 in 1 s', 'stop']);
  });

  it('goes on from what is on disk', async () => {
    const store = inMemory();
    store.save(jobs[1]!, result);
    const ran: Job[] = [];
    const run = async (job: Job) => {
      ran.push(job);
      return result;
    };
    const {results, found} = await runAll({jobs, run, titleOf, store, progress: recorder().progress});
    expect(ran).toEqual([jobs[0], jobs[2]]);
    expect([results.size, found]).toEqual([3, 1]);
  });

  it('reports a failed job and loses no other', async () => {
    const {told, progress} = recorder();
    const run = async (job: Job) => {
      if (job === jobs[1]) throw new Error('out of memory');
      return result;
    };
    const {results, failures} = await runAll({jobs, run, titleOf, store: inMemory(), progress});
    expect([...results.keys()]).toEqual([jobs[0], jobs[2]]);
    expect(failures).toEqual([{job: jobs[1], message: 'out of memory'}]);
    expect(told).toContain('b, seed 1: out of memory');
  });

  it('counts a result that cannot be saved as failed', async () => {
    const save = () => {
      throw new Error('disk full');
    };
    const store = {...inMemory(), save};
    const {results, failures} = await runAll({
      jobs,
      run: async () => result,
      titleOf,
      store,
      progress: recorder().progress,
    });
    expect([results.size, failures.length]).toEqual([0, 3]);
  });
});
