import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** Results on disk, a file each. */
export interface Store<Job, Result> {
  fileOf(job: Job): string;
  /** Undefined when there is none, or none that can be read. */
  load(job: Job): Result | undefined;
  save(job: Job, result: Result): void;
}

/**
 * Keeps results below a folder, where `pathOf` says, with a hash behind the name. A result is found again for the same job
 * and the same `version` of what computes it.
 */
export function store<Job, Result>(
  folder: string,
  version: string,
  pathOf: (job: Job) => string,
): Store<Job, Result> {
  function fileOf(job: Job): string {
    const hash = createHash('sha256')
      .update(JSON.stringify([job, version]))
      .digest('hex')
      .slice(0, 12);
    return join(folder, `${pathOf(job)}-${hash}.json`);
  }

  function load(job: Job): Result | undefined {
    try {
      return (JSON.parse(readFileSync(fileOf(job), 'utf8')) as {result: Result}).result;
    } catch {
      return undefined;
    }
  }

  function save(job: Job, result: Result): void {
    const file = fileOf(job);
    mkdirSync(dirname(file), {recursive: true});
    // Whoever stops the program leaves the old file or the new one, never half of one.
    const part = `${file}.part`;
    try {
      writeFileSync(part, JSON.stringify({job, result}));
      renameSync(part, file);
    } finally {
      rmSync(part, {force: true});
    }
  }

  return {fileOf, load, save};
}
