import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import * as library from '../../src/index';
import * as install from '../../src/install/index';
import * as node from '../../src/node/index';
import {runExample} from '../helpers/runExample';

const root = join(__dirname, '../..');
const codeBlocks = (text: string) => [...text.matchAll(/```(?:ts|js)\n(.*?)```/gs)].map(([, code]) => code!);
const unstarred = (text: string) => text.replace(/^ *\* ?/gm, '');

const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'})
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({file, text: readFileSync(join(root, 'src', file), 'utf8')}));

const inSource = sources.flatMap(({file, text}) =>
  codeBlocks(unstarred(text)).map((code, i) => ({name: `${file}, example ${i + 1}`, code})),
);
const inPages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    codeBlocks(readFileSync(join(root, file), 'utf8')).map((code, i) => ({
      name: `${file}, block ${i + 1}`,
      code,
    })),
  );

// Examples write files where they are.
const folder = mkdtempSync(join(tmpdir(), 'examples-'));

beforeAll(() => {
  process.chdir(folder);
  jest.spyOn(console, 'log').mockImplementation(() => {});
  jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterAll(() => {
  process.chdir(root);
  rmSync(folder, {recursive: true});
  jest.restoreAllMocks();
});

describe('an example in the documentation runs and has the values it says', () => {
  it.each([...inSource, ...inPages])('$name', ({code}) => runExample(code));

  it('fails when a value is not the one it says', async () => {
    await expect(runExample('constant(1)(0); // 2')).rejects.toThrow();
  });
});

describe('every function and class that is exported has an example', () => {
  it.each(Object.keys({...library, ...node, ...install}))('%s', (name) => {
    const declaration = new RegExp(`export (?:async )?(function|class|const) ${name}\\b`);
    const source = sources.find(({text}) => declaration.test(text))!;
    const comment = source.text.slice(0, source.text.search(declaration)).split('/**').at(-1)!;
    const saysItIsAFactory = /The same as `new|the same as `new/.test(comment);
    expect(saysItIsAFactory || comment.includes('@example')).toBe(true);
  });
});
