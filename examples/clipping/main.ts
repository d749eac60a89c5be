import {obstacle} from '../common/backends/obstacle.js';
import {program} from '../common/commandLine.js';
import {cliOptions, usage} from './cliOptions.js';
import {compareClippings} from './compareClippings.js';

process.exitCode = await program(cliOptions, usage, async (options) => {
  const reason = await obstacle(options.backend);
  if (reason === undefined) return compareClippings(options);
  console.error(`example:clipping: ${reason}`);
  return 1;
});
