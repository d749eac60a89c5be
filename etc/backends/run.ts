import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join, resolve} from 'node:path';
import suites from './suites.json' with {type: 'json'};

export const root = resolve(import.meta.dirname, '../..');
const reports = join(root, 'temp/backends');

/** Where the JSON report of a run is. */
const reportOf = (run: string): string => join(reports, `${run}.json`);

/** The JSON reports of a host, which may have had several runs. */
export function reportsOf(host: string): string[] {
  if (!existsSync(reports)) return [];
  const isOfHost = new RegExp(`^${host}(-\\d+)?\\.json$`);
  return readdirSync(reports)
    .filter((file) => isOfHost.test(file))
    .map((file) => join(reports, file));
}

/** Runs a program of a package and says whether it came to a good end. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  const {status} = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    env: {...process.env, ...env},
    stdio: 'inherit',
  });
  return status === 0;
}

/** Runs the suites on a backend in Node. */
export function runInNode(backend: string, ...args: readonly string[]): boolean {
  const file = begin(`node-${backend}`);
  return run(
    'jest/bin/jest.js',
    ['-c', 'etc/backends/jest.config.js', '--json', `--outputFile=${file}`, ...args],
    {BACKEND: backend, TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '0'},
  );
}

/** Runs the suites on a backend in pages of Chromium. */
export function runInPage(backend: string): boolean {
  if (backend !== 'webgpu') return runSuites(`chromium-${backend}`, {BACKEND: backend});
  // A graphics card that is only computed gives out after some minutes: a browser for each, and none for the longest.
  return suites
    .filter((suite) => !/resumedTraining|OptimizerWrapper/.test(suite))
    .map((suite, i) => runSuites(`chromium-webgpu-${i + 1}`, {BACKEND: backend, SUITE: suite}))
    .every(Boolean);
}

function runSuites(name: string, env: Readonly<Record<string, string>>): boolean {
  const file = begin(name);
  return run(
    'vitest/vitest.mjs',
    [
      'run',
      '-c',
      'etc/backends/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${file}`,
    ],
    env,
  );
}

/** Runs the tests that drive pages of their own. */
export function runPages(): boolean {
  const file = begin('pages');
  return run('jest/bin/jest.js', ['-c', 'test/browser/jest.config.js', '--json', `--outputFile=${file}`]);
}

/** No report of an earlier run is taken for one of this. */
function begin(host: string): string {
  console.log(`\n${host}`);
  mkdirSync(reports, {recursive: true});
  rmSync(reportOf(host), {force: true});
  return reportOf(host);
}
