import {describe, expect, it} from '@jest/globals';
import {join} from 'node:path';
import {importsOf, type Import} from '../../helpers/imports';

/** The folders of the playground from top to bottom: a file imports from its own folder and from floors below. */
const floors = [['main'], ['view'], ['training', 'code'], ['schedules', 'data'], ['calls'], ['settings']];

/** What of packages each folder may load, by the beginnings of their names. */
const packages: Readonly<Record<string, readonly string[]>> = {
  main: ['uplot'],
  view: ['uplot'],
  training: ['@tensorflow/', 'tfjs-callbacks'],
  schedules: ['tfjs-callbacks/schedules'],
};

const folderOf = (file: string) => file.split('/')[0]!;
const floorOf = (file: string) => floors.findIndex((floor) => floor.includes(folderOf(file)));

function violation({from, to, typeOnly}: Import): string[] {
  if (/^(vite|\.\.\/|style\/)/.test(from) || /\.css$/.test(to) || typeOnly) return [];
  // Of the library's own source: the generator of random numbers, and colours.
  if (to.startsWith('../../src/'))
    return to.startsWith('../../src/schedules') ? [`${from} imports ${to}`] : [];
  if (floorOf(to) >= 0) {
    const isBelow = floorOf(to) > floorOf(from) || folderOf(to) === folderOf(from);
    return isBelow ? [] : [`${from} imports ${to}, which is not below it`];
  }
  const allowed = packages[folderOf(from)] ?? [];
  return allowed.some((name) => to.startsWith(name)) ? [] : [`${from} imports ${to}`];
}

describe('the playground', () => {
  const imports = importsOf(join(__dirname, '../../../examples/playground'));

  it('is read as a whole', () => {
    expect(imports).toContainEqual({
      from: 'schedules/scheduleOf',
      to: 'tfjs-callbacks/schedules',
      typeOnly: false,
    });
    expect(imports).toContainEqual({from: 'training/Training', to: 'calls/make', typeOnly: false});
  });

  it('imports downwards only, and tfjs in one folder', () => {
    expect(imports.flatMap(violation)).toEqual([]);
  });
});
