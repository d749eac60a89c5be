import base from '../../jest.config.js';

/** The pages that are driven in Chromium, one file after the other: each has the machine for itself. */
/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
  // esbuild's processes stay for as long as this one.
  forceExit: true,
};
