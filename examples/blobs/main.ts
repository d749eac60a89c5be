import {obstacle} from '../common/backends/obstacle.js';
import {program} from '../common/commandLine.js';
import {cliOptions, usage} from './cliOptions.js';
import {reproduce} from './reproduce.js';

process.exitCode = await program(cliOptions, usage, async (options) => {
  const reason = await obstacle(options.backend);
  if (reason === undefined) return reproduce(options);
  console.error(`reproduce: ${reason}`);
  return 1;
});
