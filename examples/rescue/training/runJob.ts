import {useBackend} from '../../common/backends/useBackend.js';
import type {Job, Result} from './Job.js';
import {runTraining} from './runTraining.js';

/** What a worker thread does with a job. */
export async function runJob({backend, ...training}: Job): Promise<Result> {
  await useBackend(backend);
  const start = performance.now();
  const curves = await runTraining(training);
  return {curves, seconds: (performance.now() - start) / 1000};
}
