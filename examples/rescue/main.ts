import {obstacle} from '../common/backends/obstacle.js';
import {program} from '../common/commandLine.js';
import {cliOptions, usage} from './cliOptions.js';
import {compareRescues} from './compareRescues.js';

process.exitCode = await program(cliOptions, usage, async (options) => {
  const reason = await obstacle(options.backend);
  if (reason === undefined) return compareRescues(options);
  console.error(`example:rescue: ${reason}`);
  return 1;
});
