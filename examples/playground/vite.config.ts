import {resolve} from 'node:path';
import {defineConfig} from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** `vite build` makes static files that work from any folder; each of the large parts has a file of its own. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: {
    alias: [
      {find: /^tfjs-callbacks$/, replacement: resolve(root, 'src/index.ts')},
      {find: /^tfjs-callbacks\/schedules$/, replacement: resolve(root, 'src/schedules/index.ts')},
    ],
  },
  build: {
    outDir: resolve(root, 'results/playground/site'),
    emptyOutDir: true,
    target: 'es2022',
    // tfjs is what it is, and loads after the first paint.
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The first takes what the next two need, too: so those load only when they are asked for.
            {
              name: 'tfjs',
              test: /node_modules[\\/](@tensorflow[\\/](?!tfjs-backend-(wasm|webgpu))|long|seedrandom)/,
            },
            {name: 'tfjs-backend-wasm', test: /@tensorflow[\\/]tfjs-backend-wasm/},
            {name: 'tfjs-backend-webgpu', test: /@tensorflow[\\/]tfjs-backend-webgpu/},
            {name: 'uplot', test: /node_modules[\\/]uplot/},
          ],
        },
      },
    },
  },
});
