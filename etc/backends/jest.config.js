import base from '../../jest.config.js';
import suites from './suites.json' with {type: 'json'};

const isNative = process.env.BACKEND === 'tensorflow';

/** The suites on one backend in Node: that of the environment variable BACKEND. */
/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  testMatch: [...suites, ...(isNative ? ['test/native/*.test.ts'] : [])].map((suite) => `<rootDir>/${suite}`),
  testPathIgnorePatterns: ['/node_modules/'],
  testEnvironment: '<rootDir>/etc/backends/NodeEnvironment.cjs',
  setupFiles: [...base.setupFiles, '<rootDir>/etc/backends/setupNode.cjs'],
  setupFilesAfterEnv: ['<rootDir>/etc/backends/sameBackend.ts'],
  moduleNameMapper: {
    ...base.moduleNameMapper,
    // All of the tfjs that tfjs-node brings, so that there is one.
    ...(isNative && {
      '^@tensorflow/(tfjs(?!-backend-wa).*)$': '<rootDir>/temp/tfjs-node/node_modules/@tensorflow/$1',
    }),
  },
  testTimeout: 60_000,
};
