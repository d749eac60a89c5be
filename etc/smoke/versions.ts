import {readFileSync} from 'node:fs';
import {root} from './root.js';

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const {devDependencies, peerDependencies} = JSON.parse(
  readFileSync(`${root}/package.json`, 'utf8'),
) as Manifest;

/** The tfjs that is developed with. */
export const newestTfjs = `@tensorflow/tfjs@${devDependencies['@tensorflow/tfjs']!}`;

/** The oldest one that the package says it works with. */
export const oldestTfjs = `@tensorflow/tfjs@${peerDependencies['@tensorflow/tfjs']!.replace('^', '')}`;

/** All that the package says it runs on. */
export const nodes = [18, 20, 22, 24];

/** The oldest TypeScript that knows `moduleResolution: bundler`, and reads what tfjs depends on. */
export const oldestTypeScript = '5.0';

/** Before it the compiler takes what tfjs declares on `tf.callbacks` and `tf.train`, not what `install` hangs on them. */
export const oldestTypeScriptForInstall = '5.5';
