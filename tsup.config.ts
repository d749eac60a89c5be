import {defineConfig} from 'tsup';
import {globalTf} from './etc/script/globalTf.js';

const entry = {
  index: 'src/index.ts',
  'schedules/index': 'src/schedules/index.ts',
  'node/index': 'src/node/index.ts',
  'install/index': 'src/install/index.ts',
};
const target = 'es2022';

export default defineConfig([
  // A file stays a file: only then can a bundler leave out what is not imported.
  {entry: ['src/**/*.ts'], format: 'esm', bundle: false, target, sourcemap: true},
  // What entries share is one file, as what is remembered of a fit or an optimizer must be in one place.
  {entry, format: 'cjs', splitting: true, target, sourcemap: true},
  {entry, format: ['esm', 'cjs'], dts: {only: true}},
  {
    name: 'script',
    entry: ['etc/script/tfjs-callbacks.ts'],
    format: 'iife',
    globalName: 'tfjsCallbacks',
    outExtension: () => ({js: '.min.js'}),
    noExternal: ['@tensorflow/tfjs'],
    esbuildPlugins: [globalTf],
    minify: true,
    target,
    sourcemap: true,
  },
]);
