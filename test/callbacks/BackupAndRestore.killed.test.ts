import {beforeAll, describe, expect, it} from '@jest/globals';
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {mulberry32} from '../../src/internal/mulberry32';
import {freshFolder} from '../helpers/folder';
import {trainings} from '../helpers/trainWithBackups';

const inFolder = freshFolder();
const root = join(__dirname, '../..');
const outDir = join(root, 'temp/killed');
const script = join(outDir, 'trainWithBackups.cjs');

/** When a process is killed: so many milliseconds after so many epochs. */
interface Moment {
  epochs: number;
  milliseconds: number;
}

/** Trains in a process of its own, which is killed if it has not ended until then. */
async function train(number: number, folder?: string, killed?: Moment): Promise<string | undefined> {
  const child = spawn(process.execPath, [script, `${number}`, ...(folder ? [folder] : [])], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (killed && output.split('\n').length > killed.epochs) {
      setTimeout(() => child.kill('SIGKILL'), killed.milliseconds);
    }
  });
  const [code, signal] = (await ended) as [number | null, string | null];
  if (signal === 'SIGKILL') return undefined;
  expect(code).toBe(0);
  return output.split('\n').at(-2);
}

describe('a training with backups', () => {
  // One file starts faster than many.
  beforeAll(async () => {
    const bundle = join(root, 'node_modules/tsup/dist/cli-default.js');
    const options = ['--no-config', '--silent', '--format', 'cjs', '--target', 'node18', '--out-dir', outDir];
    const source = join(root, 'test/helpers/trainWithBackups.ts');
    await promisify(execFile)(process.execPath, [bundle, source, ...options], {cwd: root});
  }, 30_000);

  // Of the even ones the data is not shuffled, of the odd ones it is.
  it('ends bit for bit as if it had never been killed, after 30 kills at random moments', async () => {
    const counts = [0, 1].map(async (lane) => {
      const random = mulberry32(lane + 1);
      let kills = 0;
      let resumed = 0;
      for (let number = lane; kills < 15; number += 2) {
        const folder = inFolder(`${number}`);
        let result: string | undefined;
        while (result === undefined) {
          const moment = {epochs: 1 + Math.floor(12 * random()), milliseconds: 20 * random()};
          result = await train(number % trainings, folder, kills < 15 ? moment : undefined);
          if (result !== undefined) continue;
          kills += 1;
          if (existsSync(folder)) resumed += 1;
        }
        expect(result).toBe(await train(number % trainings));
        expect(existsSync(folder)).toBe(false);
      }
      expect(resumed).toBeGreaterThan(7);
      return kills;
    });
    expect(await Promise.all(counts)).toEqual([15, 15]);
  }, 120_000);
});
