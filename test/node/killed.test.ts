import {describe, expect, it, jest} from '@jest/globals';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cpSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {temporaryFolder} from '../helpers/temporaryFolder';
import {trainAndLog} from '../helpers/trainAndLog';

const folder = temporaryFolder();
const root = join(__dirname, '../..');

/** The whole lines of a log. */
const lines = (name: string, within: string) => {
  const file = join(within, name);
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
};

/** Trains in a process of its own, which is killed once it has logged so many epochs. */
async function killedAfter(epochs: number, within: string): Promise<void> {
  const script = join(root, 'test/helpers/trainAndLog.ts');
  const args = ['--import', 'tsx', script, within, '1000000'];
  const child = spawn(process.execPath, args, {cwd: root, stdio: 'ignore'});
  const exit = once(child, 'exit');
  while (lines('log.jsonl', within).length < epochs && child.exitCode === null) await setTimeout(3);
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
}

/** Both logs, as rows of numbers. */
function logs(within: string): number[][][] {
  const csv = lines('log.csv', within).slice(1);
  const jsonl = lines('log.jsonl', within);
  return [
    csv.map((line) => line.split(',').map(Number)),
    jsonl.map((line) => Object.values(JSON.parse(line) as Record<string, number>)),
  ];
}

describe('after a kill', () => {
  it('loggers go on with the log of a training that was never interrupted', async () => {
    const [one, other] = [join(folder(), 'one'), join(folder(), 'other')];
    await killedAfter(20, one);
    cpSync(one, other, {recursive: true});
    const logged = lines('log.jsonl', one);
    const epochs = logged.length + 10;
    const {loss, mae} = JSON.parse(logged[0]!);
    const whole = Array.from({length: epochs}, (_, epoch) => [epoch, loss, mae]);

    // With their states each epoch is there once.
    await trainAndLog(one, epochs, 'setState');
    expect(logs(one)).toEqual([whole, whole]);

    // With append: true alone, the epoch in which it was killed may be there twice.
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    await trainAndLog(other, epochs, 'append');
    for (const rows of logs(other)) {
      expect(rows.filter(([epoch], i) => epoch !== rows[i - 1]?.[0])).toEqual(whole);
      expect(rows.length).toBeLessThanOrEqual(epochs + 1);
    }
  }, 30_000);
});
