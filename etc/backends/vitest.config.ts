import {existsSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {playwright} from '@vitest/browser-playwright';
import type {Plugin} from 'vite';
import {defineConfig} from 'vitest/config';
import {chromiumPath, flags} from '../../test/browser/helpers/chromium.js';
import suites from './suites.json';

const root = resolve(import.meta.dirname, '../..');
const {BACKEND} = process.env;
if (!BACKEND) throw new Error('The environment variable BACKEND says on which backend.');
const source = (path: string) => resolve(root, 'src', path);

/** Where a file of the tests needs Node, the one for pages is beside it: goldenText.page.ts beside goldenText.ts. */
const formForPages: Plugin = {
  name: 'form-for-pages',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!importer || !id.startsWith('.')) return undefined;
    const file = `${resolve(dirname(importer), id).replace(/\.[jt]s$/, '')}.page.ts`;
    return existsSync(file) ? file : undefined;
  },
};

/** The suites on one backend in pages of Chromium: that of the environment variable BACKEND. */
export default defineConfig({
  root,
  // Nothing that this makes is part of the project.
  cacheDir: join(root, 'temp/vite'),
  publicDir: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  plugins: [formForPages],
  define: {'process.env.BACKEND': JSON.stringify(BACKEND)},
  resolve: {
    alias: [
      {find: '@jest/globals', replacement: join(import.meta.dirname, 'jestGlobals.ts')},
      {find: /^tfjs-callbacks$/, replacement: source('index.ts')},
      {find: /^tfjs-callbacks\/schedules$/, replacement: source('schedules/index.ts')},
      {find: /^tfjs-callbacks\/install$/, replacement: source('install/index.ts')},
    ],
  },
  // Found beforehand: a dependency that is found in the middle of a run loads all pages anew.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-layers/dist/tf-layers.fesm.js',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      'fast-check',
    ],
  },
  test: {
    include: suites,
    setupFiles: ['setupPage.ts', 'sameBackend.ts', 'freedCanvases.ts'].map((file) =>
      join(import.meta.dirname, file),
    ),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({launchOptions: {executablePath: chromiumPath()!, args: [...flags]}}),
      instances: [{browser: 'chromium'}],
    },
  },
});
