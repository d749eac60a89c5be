import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {root, runInNode} from './run.js';

/** `npm run test:node-backend`: the suites on `tensorflow`, the native backend of tfjs-node, which has a folder of its own. */
const folder = join(root, 'temp/tfjs-node');

/** Whether a command came to a good end. */
function did(command: string, ...args: readonly string[]): boolean {
  const {status} = spawnSync(command, args, {cwd: folder, stdio: 'ignore', timeout: 300_000});
  return status === 0;
}

const install = (...args: readonly string[]) =>
  did('npm', 'install', '--no-audit', '--no-fund', ...args, '@tensorflow/tfjs-node@4.22.0');

const works = () => did(process.execPath, '-e', "require('@tensorflow/tfjs-node').ones([2]).dataSync()");

function setUp(): string | undefined {
  mkdirSync(folder, {recursive: true});
  // Without it npm would install into the project.
  if (!existsSync(join(folder, 'package.json')))
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  if (works() || (install() && works())) return undefined;
  const {TFJS_NODE_SETUP: setup} = process.env;
  if (!install('--ignore-scripts')) return 'npm cannot install @tensorflow/tfjs-node';
  if (!setup) return 'the library of @tensorflow/tfjs-node cannot be had here';
  if (!did('bash', resolve(root, setup)) || !works())
    return `${setup} has not made @tensorflow/tfjs-node work`;
  return undefined;
}

const obstacle = setUp();
if (obstacle) console.log(`test:node-backend: SKIPPED, as ${obstacle}.`);
// The native library holds the process open.
else process.exitCode = runInNode('tensorflow', '--forceExit') ? 0 : 1;
