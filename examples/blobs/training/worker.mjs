import {fileURLToPath} from 'node:url';
import {register} from 'tsx/esm/api';

// tsx does not register itself in worker threads.
register({tsconfig: fileURLToPath(new URL('../../common/tsconfig.es2017.json', import.meta.url))});
const {runJob} = await import('./runJob.ts');

export default runJob;
