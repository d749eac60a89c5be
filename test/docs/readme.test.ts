import {describe, expect, it} from '@jest/globals';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as library from '../../src/index.js';
import * as install from '../../src/install/index.js';
import * as node from '../../src/node/index.js';

describe('README.md', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const rows = readme.split('\n').filter((line) => line.startsWith('|'));

  it.each(Object.keys({...library, ...node, ...install}))(
    'has a row for %s in its table of exports',
    (name) => {
      expect(rows.some((row) => row.split('|')[1]!.includes(`\`${name}\``))).toBe(true);
    },
  );
});
