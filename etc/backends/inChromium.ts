import {chromiumPath} from '../../test/browser/helpers/chromium.js';
import {runInPage, runPages} from './run.js';

/** `npm run test:browser`: the suites on each backend in Chromium, and the pages that are driven there. */
if (chromiumPath() !== undefined) {
  const passed = [...['cpu', 'wasm', 'webgl', 'webgpu'].map(runInPage), runPages()];
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} else if (process.env.REQUIRE_HOSTS === '1') {
  console.error('test:browser: there is no Chromium on the PATH, and REQUIRE_HOSTS=1 asks for it.');
  process.exitCode = 1;
} else {
  console.log('test:browser: SKIPPED, as there is no Chromium on the PATH.');
}
