import {defineConfig} from 'tsup';

const entry = {index: 'src/index.ts', 'schedules/index': 'src/schedules/index.ts'};
const target = 'es2022';

export default defineConfig([
  // A file stays a file: only then can a bundler leave out what is not imported.
  {entry: ['src/**/*.ts'], format: 'esm', bundle: false, target, sourcemap: true},
  {entry, format: 'cjs', target, sourcemap: true},
  {entry, format: ['esm', 'cjs'], dts: {only: true}},
]);
