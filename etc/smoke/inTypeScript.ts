import assert from 'node:assert/strict';
import {copyFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Report} from './Report.js';
import {root} from './root.js';
import {run} from './run.js';
import {oldestTypeScript, oldestTypeScriptForInstall} from './versions.js';
import type {Workshop} from './Workshop.js';

const strict = [
  '--noEmit',
  '--pretty',
  'false',
  '--strict',
  '--exactOptionalPropertyTypes',
  '--target',
  'es2022',
];
const withPage = ['--lib', 'es2022,dom'];

/** Each way to resolve modules, with the endings of its files: two where there are two formats. */
const endings = {bundler: ['ts'], node16: ['mts', 'cts'], nodenext: ['mts', 'cts']} as const;
type Way = keyof typeof endings;
const allWays: readonly Way[] = ['bundler', 'node16', 'nodenext'];
const ways: readonly Way[] = ['bundler', 'node16'];

/** What is in a folder of somebody's own compiles, with right and wrong uses, in the newest and the oldest TypeScript. */
export async function inTypeScript(workshop: Workshop, report: Report): Promise<void> {
  const compilers = await workshop.installed(
    'compilers',
    ...[oldestTypeScript, oldestTypeScriptForInstall].map(
      (version) => `typescript-${version}@npm:typescript@${version}`,
    ),
  );
  const compiler = (version: string) => join(compilers, 'node_modules', `typescript-${version}`);
  const ours = join(root, 'node_modules/typescript');
  // The declarations of tfjs do not pass a check themselves.
  const skip = '--skipLibCheck';

  for (const [version, folder] of [
    ['of this project', ours],
    [oldestTypeScript, compiler(oldestTypeScript)],
  ] as const) {
    await report.tried(`TypeScript ${version}`, async () => {
      await compile(folder, await workshop.usual(), 'consumer', allWays, skip, ...withPage);
      return `main, /schedules and /node, ${allWays.join(', ')}`;
    });
  }
  await report.tried(`TypeScript ${oldestTypeScriptForInstall}`, async () => {
    for (const folder of [ours, compiler(oldestTypeScriptForInstall)]) {
      await compile(folder, await workshop.usual(), 'installed', ways, skip, ...withPage);
    }
    return '/install, what it hangs on tf included';
  });
  await report.tried('TypeScript without DOM', async () => {
    await compile(ours, await workshop.usual(), 'consumer', ['bundler'], skip, '--lib', 'es2022');
    return 'main, /schedules and /node';
  });
  await report.tried('TypeScript without skipLibCheck and without tfjs', async () => {
    await compile(ours, await workshop.withoutTfjs(), 'schedules', ways, '--lib', 'es2022');
    return '/schedules';
  });
  await report.tried('TypeScript without skipLibCheck', async () => {
    const attempt = compile(ours, await workshop.usual(), 'consumer', ways, ...withPage);
    const errors = await attempt.then(
      () => assert.fail('tfjs has no error any more: check without skipLibCheck in all'),
      (error: unknown) =>
        String(error)
          .split('\n')
          .filter((line) => line.includes('error TS')),
    );
    const others = errors.filter((line) => !line.startsWith('node_modules/@tensorflow/'));
    assert.deepEqual(others, [], others.join('\n'));
    const codes = new Set(errors.map((line) => /error (TS\d+)/.exec(line)![1]));
    return `main, /schedules and /node have no error; tfjs has ${errors.length}: ${[...codes].join(', ')}`;
  });
}

/** Compiles a file, once for each of these ways to resolve modules. */
async function compile(
  typescript: string,
  folder: string,
  name: string,
  ways: readonly Way[],
  ...options: string[]
): Promise<void> {
  const compiled = ways.map(async (way) => {
    const files = endings[way].map((ending) => `${name}.${ending}`);
    for (const file of files)
      if (file !== `${name}.ts`) copyFileSync(join(folder, `${name}.ts`), join(folder, file));
    const module = way === 'bundler' ? 'esnext' : way;
    const resolving = ['--module', module, '--moduleResolution', way];
    await run(
      folder,
      process.execPath,
      join(typescript, 'bin/tsc'),
      ...strict,
      ...resolving,
      ...options,
      ...files,
    );
  });
  await Promise.all(compiled);
}
