import {fileURLToPath} from 'node:url';
import {register} from 'tsx/esm/api';

// tsx does not register itself in worker threads.
register({tsconfig: fileURLToPath(new URL('../tsconfig.es2017.json', import.meta.url))});

/** Runs a job with the function `runJob` of a module. */
export default async function work({module, job}) {
  const {runJob} = await import(module);
  return runJob(job);
}
