import assert from 'node:assert/strict';
import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Report} from './Report.js';
import {root} from './root.js';
import {run} from './run.js';
import {newestTfjs} from './versions.js';
import type {Workshop} from './Workshop.js';

interface Layout {
  readonly name: string;
  /** The package manager, as npx finds it. */
  readonly manager: readonly string[];
  readonly install: readonly string[];
  /** What it needs to be told, by file. */
  readonly files?: Readonly<Record<string, string>>;
  /** What runs a file there, when it is not Node by itself. */
  readonly run?: readonly string[];
}

const pnpm = ['pnpm@10'];
const berry = ['-p', '@yarnpkg/cli-dist@4', 'yarn'];
const forBerry = 'enableTelemetry: false\nenableImmutableInstalls: false\n';

const layouts: readonly Layout[] = [
  {name: 'pnpm', manager: pnpm, install: ['install', '--prefer-offline']},
  {name: 'Yarn 1', manager: ['yarn@1'], install: ['install', '--no-progress', '--non-interactive']},
  {
    name: 'Yarn 4 with node_modules',
    manager: berry,
    install: ['install'],
    files: {'yarn.lock': '', '.yarnrc.yml': `${forBerry}nodeLinker: node-modules\n`},
  },
  {
    name: "Yarn 4 with Plug'n'Play",
    manager: berry,
    install: ['install'],
    files: {
      'yarn.lock': '',
      // tfjs loads a package that it does not name.
      '.yarnrc.yml': `${forBerry}nodeLinker: pnp
packageExtensions:
  "@tensorflow/tfjs@*":
    dependencies:
      long: "*"
`,
    },
    run: ['node'],
  },
];

/** Other ways to lay packages out: this one and the app get the same tfjs, and train. */
export async function inLayouts(workshop: Workshop, report: Report): Promise<void> {
  const tfjs = newestTfjs.slice(newestTfjs.lastIndexOf('@') + 1);
  const dependencies = {'tfjs-callbacks': `file:${workshop.tarball}`, '@tensorflow/tfjs': tfjs};

  for (const layout of layouts) {
    await report.tried(layout.name, async () => {
      const folder = workshop.project(layout.name.replaceAll(/\W+/g, '-'), {dependencies}, 'fits');
      for (const [file, text] of Object.entries(layout.files ?? {})) writeFileSync(join(folder, file), text);
      const managed = (...args: readonly string[]) => run(folder, 'npx', '-y', ...layout.manager, ...args);
      await managed(...layout.install);
      for (const file of ['one-tfjs.cjs', 'fit-esm.mjs', 'fit-cjs.cjs']) {
        if (layout.run) await managed(...layout.run, file);
        else await run(folder, process.execPath, file);
      }
      return 'one tfjs; a fit, ESM and CommonJS';
    });
  }

  await report.tried('pnpm with workspaces', async () => {
    const folder = workshop.project('workspaces', {});
    writeFileSync(join(folder, 'pnpm-workspace.yaml'), 'packages: [packages/*]\n');
    const member = (name: string, manifest: object) => {
      const path = join(folder, 'packages', name);
      mkdirSync(path, {recursive: true});
      writeFileSync(join(path, 'package.json'), JSON.stringify({name, version: '1.0.0', ...manifest}));
      cpSync(join(root, 'etc/smoke/fits'), path, {recursive: true});
      return path;
    };
    member('training', {dependencies, main: 'training.cjs'});
    const app = member('app', {dependencies: {training: 'workspace:*', '@tensorflow/tfjs': tfjs}});
    await run(folder, 'npx', '-y', ...pnpm, 'install', '--prefer-offline');
    const output = await run(app, process.execPath, 'app.cjs');
    assert.match(output, /"weight":0\.225/);
    return 'an app gives its tfjs to the package beside it that uses this library';
  });
}
