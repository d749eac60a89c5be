import {version} from '@tensorflow/tfjs';
import {cliOptions, usage, type CliOptions} from './cliOptions.js';
import {reproduce} from './reproduce.js';
import {useBackend} from './training/useBackend.js';

/** Says in one line why the backend cannot be used; undefined when it can. */
async function obstacle({backend}: CliOptions): Promise<string | undefined> {
  if (backend !== 'tensorflow') return undefined;
  try {
    await useBackend(backend);
    return undefined;
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') return `it does not load: ${message.split('\n')[0]}`;
    return `it needs one more package: npm install --no-save @tensorflow/tfjs-node@${version['tfjs-core']}`;
  }
}

async function main(): Promise<number> {
  let options: CliOptions;
  try {
    options = cliOptions(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const reason = await obstacle(options);
  if (reason !== undefined) {
    console.error(`reproduce: no ${options.backend} backend: ${reason}`);
    return 1;
  }
  return reproduce(options);
}

process.exitCode = await main();
