import {spawnSync} from 'node:child_process';
import {mkdirSync, rmSync} from 'node:fs';
import {join, resolve} from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
const reports = join(root, 'temp/backends');

/** Where the JSON report of a run is. */
export const reportOf = (host: string): string => join(reports, `${host}.json`);

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
  const file = begin(`chromium-${backend}`);
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
    {BACKEND: backend},
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
