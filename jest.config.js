/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  transform: {'^.+\\.ts$': ['ts-jest', {tsconfig: {module: 'CommonJS', moduleResolution: 'node10', ignoreDeprecations: '5.0'}}]},
  moduleNameMapper: {
    '^tfjs-callbacks$': '<rootDir>/src/index.ts',
    '^tfjs-callbacks/schedules$': '<rootDir>/src/schedules/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
