import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {fingerprint} from '../../../../examples/common/runs/fingerprint.js';

describe('fingerprint', () => {
  it('changes with the text and the name of any TypeScript file, and with nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
    mkdirSync(join(folder, 'inner'));
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('a.ts', 'one');
    const first = fingerprint([folder]);
    expect(fingerprint([folder])).toBe(first);

    write('notes.md', 'text');
    expect(fingerprint([folder])).toBe(first);
    write('a.ts', 'two');
    const second = fingerprint([folder]);
    expect(second).not.toBe(first);
    write('inner/b.ts', '');
    expect(fingerprint([folder])).not.toBe(second);
    rmSync(folder, {recursive: true});
  });
});
