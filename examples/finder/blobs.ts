import {program} from '../common/commandLine.js';
import {cliOptions, usage} from './blobs/cliOptions.js';
import {findAndTrain} from './blobs/findAndTrain.js';

process.exitCode = await program(cliOptions, usage, findAndTrain);
