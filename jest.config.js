/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Left to itself Jest keeps a core free, and takes half as long again on two.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  // Those need Chromium and tfjs-node: npm run test:browser, npm run test:node-backend.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '<rootDir>/test/native/'],
  setupFiles: ['<rootDir>/test/helpers/withoutBanner.ts'],
  // Types are checked by npm run typecheck; here each file is only translated.
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      {tsconfig: {target: 'ES2022', module: 'CommonJS', esModuleInterop: true, isolatedModules: true}},
    ],
  },
  moduleNameMapper: {
    '^tfjs-callbacks$': '<rootDir>/src/index.ts',
    '^tfjs-callbacks/schedules$': '<rootDir>/src/schedules/index.ts',
    '^tfjs-callbacks/node$': '<rootDir>/src/node/index.ts',
    '^tfjs-callbacks/install$': '<rootDir>/src/install/index.ts',
    // Imports name the file that is built. Packages have that file, src has its source.
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
  },
};
