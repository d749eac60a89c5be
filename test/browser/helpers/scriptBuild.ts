import {copyFileSync} from 'node:fs';
import {join} from 'node:path';
import {build, type Options} from 'tsup';
import configuration from '../../../tsup.config.js';

/** Puts the script builds of tfjs (`tf.min.js`) and of this library (`tfjs-callbacks.min.js`) into a folder. */
export async function scriptBuild(folder: string): Promise<void> {
  copyFileSync(require.resolve('@tensorflow/tfjs/dist/tf.min.js'), join(folder, 'tf.min.js'));
  const script = (configuration as Options[]).find(({format}) => format === 'iife');
  await build({...script, config: false, silent: true, outDir: folder});
}
