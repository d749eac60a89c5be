import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';

const root = join(__dirname, '../../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'blobs-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** Runs the program; with `stopAt`, interrupts it as soon as that is printed. */
function reproduce(args: string[], stopAt?: string): Promise<{code: number | null; output: string}> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/blobs/main.ts', ...args], {
      cwd: root,
    });
    let output = '';
    const read = (chunk: Buffer) => {
      output += String(chunk);
      if (stopAt !== undefined && output.includes(stopAt) && !child.killed) child.kill('SIGINT');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (code) => resolve({code, output}));
  });
}

const runsOf = (out: string) => join(out, 'runs/cpu/seed-1');

/** The curves of the trainings that are on disk, by file. */
function curvesOf(out: string): Record<string, unknown> {
  const files = readdirSync(runsOf(out)).filter((file) => statSync(join(runsOf(out), file)).isFile());
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(runsOf(out), file), 'utf8')).result.curves]),
  );
}

/** The file of a training. */
const nameOf = (training: string, out: string) =>
  readdirSync(runsOf(join(folder, out))).find((file) => file.startsWith(`${training}-`))!;

describe('reproduce', () => {
  const [out, again] = ['once', 'again'];
  const args = ['--only', 'momentum', '--seeds', '1', '--epochs', '2', '--out'];

  it('trains, tells how far it is, and writes figures and reports', async () => {
    const {code, output} = await reproduce([...args, join(folder, out)]);
    expect(output).toMatch(
      /^4 trainings, 0 of them found on disk; \d+ threads\.\n1\/4 momentum=\S+, seed 1 took .* left\n/,
    );
    expect(code).toBe(0);
    for (const file of ['report.html', 'report.md', 'figures/momentum.svg', 'figures/momentum.png']) {
      expect(statSync(join(folder, out, file)).size).toBeGreaterThan(1000);
    }
  }, 60_000);

  it('reports a training that failed and exits with 1; of the others the numbers are the same', async () => {
    const {[nameOf('momentum=0.9', out)]: lost, ...others} = curvesOf(join(folder, out));
    expect(lost).toBeDefined();
    // A folder in the place of its file: this result cannot be saved.
    mkdirSync(join(runsOf(join(folder, again)), nameOf('momentum=0.9', out)), {recursive: true});

    const {code, output} = await reproduce([...args, join(folder, again)]);
    expect(code).toBe(1);
    expect(output).toContain('momentum=0.9, seed 1 failed: EISDIR');
    const report = readFileSync(join(folder, again, 'report.md'), 'utf8');
    expect(report).toContain('- momentum=0.9, seed 1 failed: EISDIR');
    expect(report).toContain('(figures/momentum.svg)');
    expect(curvesOf(join(folder, again))).toEqual(others);
  }, 60_000);

  it('keeps what is finished when it is interrupted, and goes on from there', async () => {
    const runs = runsOf(join(folder, 'interrupted'));
    const many = [
      '--only',
      'learning-rates',
      '--seeds',
      '1',
      '--epochs',
      '8',
      '--out',
      join(folder, 'interrupted'),
    ];
    const stopped = await reproduce(many, '2/8');
    expect(stopped.code).toBe(130);
    expect(stopped.output).toContain('Stopped.');
    expect(existsSync(join(folder, 'interrupted', 'report.md'))).toBe(false);
    const finished = readdirSync(runs).length;
    expect(finished).toBeGreaterThanOrEqual(2);
    expect(finished).toBeLessThan(8);

    const {code, output} = await reproduce(many);
    expect(output).toContain(`8 trainings, ${finished} of them found on disk`);
    expect(code).toBe(0);
    expect(readdirSync(runs)).toHaveLength(8);
  }, 60_000);

  it('answers a wrong option, and a backend that is not installed, in one line', async () => {
    const [wrong, tensorflow] = await Promise.all([
      reproduce(['--seed', '3']),
      reproduce(['--backend', 'tensorflow', '--out', join(folder, 'none')]),
    ]);
    expect(wrong).toEqual({code: 1, output: 'reproduce: unknown option --seed; did you mean --seeds?\n'});
    expect(tensorflow.code).toBe(1);
    expect(tensorflow.output).toBe(
      'reproduce: no tensorflow backend: it needs one more package: npm install --no-save @tensorflow/tfjs-node@4.22.0\n',
    );
  }, 60_000);
});
