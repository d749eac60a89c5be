import {playwright} from '@vitest/browser-playwright';
import {defineConfig} from 'vitest/config';
import {resolve} from 'node:path';
const root = resolve(import.meta.dirname, '../..');
export default defineConfig({
  root,
  resolve: {alias: [
    {find: '@jest/globals', replacement: resolve(import.meta.dirname, 'jestGlobals.ts')},
    {find: /^tfjs-callbacks$/, replacement: resolve(root, 'src/index.ts')},
    {find: /^tfjs-callbacks\/schedules$/, replacement: resolve(root, 'src/schedules/index.ts')},
    {find: /^tfjs-callbacks\/install$/, replacement: resolve(root, 'src/install/index.ts')},
  ]},
  test: {
    include: ['test/fit/multiOutput.test.ts', 'test/fit/scheduledFits.test.ts', 'test/state/captureTrainingState.test.ts','test/optimizers/clipping/clip*.test.ts'],
    browser: {
      enabled: true, headless: true, screenshotFailures: false,
      provider: playwright({launchOptions: {executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync','--use-angle=swiftshader','--enable-unsafe-swiftshader','--enable-unsafe-webgpu','--enable-features=Vulkan','--use-webgpu-adapter=swiftshader']}}),
      instances: [{browser: 'chromium'}],
    },
  },
});
