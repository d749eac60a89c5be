import {obstacle} from '../common/backends/obstacle.js';
import {program} from '../common/commandLine.js';
import {cliOptions, usage} from './mnist/cliOptions.js';
import {compareSchedulers} from './mnist/compareSchedulers.js';

process.exitCode = await program(cliOptions, usage, async (options) => {
  const reason = await obstacle(options.backend);
  if (reason === undefined) return compareSchedulers(options);
  console.error(`example:mnist: ${reason}`);
  return 1;
});
