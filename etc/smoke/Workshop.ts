import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {root} from './root.js';
import {run} from './run.js';
import {newestTfjs} from './versions.js';

/** A folder for projects that use the package as it was built last, packed as npm would publish it. */
export class Workshop {
  readonly #installed = new Map<string, Promise<string>>();

  private constructor(
    readonly folder: string,
    /** The file that npm would publish. */
    readonly tarball: string,
  ) {}

  static async open(): Promise<Workshop> {
    const folder = mkdtempSync(join(tmpdir(), 'packed-package-'));
    const packed = await run(
      root,
      'npm',
      'pack',
      '--ignore-scripts',
      '--silent',
      '--pack-destination',
      folder,
    );
    return new Workshop(folder, join(folder, packed.trim()));
  }

  /** A new project, with the files of these folders of etc/smoke. */
  project(name: string, manifest: object, ...folders: string[]): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, 'package.json'), JSON.stringify({name, private: true, ...manifest}));
    for (const from of folders) cpSync(join(root, 'etc/smoke', from), folder, {recursive: true});
    return folder;
  }

  /** A project with these packages, installed by npm once. */
  installed(name: string, ...packages: string[]): Promise<string> {
    const install = async () => {
      const folder = this.project(name, {}, 'fits', 'types', 'apps');
      const quiet = ['--silent', '--no-audit', '--no-fund', '--prefer-offline'];
      await run(folder, 'npm', 'install', ...quiet, ...packages);
      return folder;
    };
    const known = this.#installed.get(name) ?? install();
    this.#installed.set(name, known);
    return known;
  }

  /** The project that most is tried in: the package and tfjs. */
  usual(): Promise<string> {
    return this.installed('usual', this.tarball, newestTfjs);
  }

  /** A project with the package alone. */
  withoutTfjs(): Promise<string> {
    return this.installed('without-tfjs', this.tarball, '--omit=peer');
  }

  close(): void {
    rmSync(this.folder, {recursive: true, force: true});
  }
}
