import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {contents} from '../../../etc/reference/contents.js';

let src: string;

beforeAll(() => {
  src = mkdtempSync(join(tmpdir(), 'contents-'));
  mkdirSync(join(src, 'shapes'));
  writeFileSync(
    join(src, 'shapes/index.ts'),
    "// Round: without corners\nexport {circle, type Circle} from './circle.js';\n\n" +
      "// Others: with corners\nexport {square} from './square.js';\n",
  );
});

afterAll(() => rmSync(src, {recursive: true}));

/** The lines of an index with this text. */
function of(text: string) {
  writeFileSync(join(src, 'index.ts'), text);
  return contents(join(src, 'index.ts'));
}

describe('contents', () => {
  it('has the names in their order, with their files and the comments above', () => {
    expect(
      of(
        "// Pens: to write\nexport {pen, type Ink} from './tools/pen.js';\nexport {nib} from './tools/nib.js';",
      ),
    ).toEqual([
      {name: 'pen', folder: 'tools', file: 'pen', comment: 'Pens: to write'},
      {name: 'Ink', folder: 'tools', file: 'pen', comment: 'Pens: to write'},
      {name: 'nib', folder: 'tools', file: 'nib', comment: undefined},
    ]);
  });

  it('has those of the index of a folder where all of it is exported', () => {
    expect(of("// Shapes: listed there\nexport * from './shapes/index.js';")).toEqual([
      {name: 'circle', folder: 'shapes', file: 'circle', comment: 'Round: without corners'},
      {name: 'Circle', folder: 'shapes', file: 'circle', comment: 'Round: without corners'},
      {name: 'square', folder: 'shapes', file: 'square', comment: 'Others: with corners'},
    ]);
  });

  it.each([
    "export * from './shapes/circle.js';",
    "export * as all from './shapes/index.js';",
    'export {a};',
  ])('rejects %s', (text) => {
    expect(() => of(text)).toThrow(
      `${join(src, 'index.ts')}: an export must be written export {name} from './folder/file.js' ` +
        "or export * from './folder/index.js'",
    );
  });
});
