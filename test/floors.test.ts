import {describe, expect, it} from '@jest/globals';
import {join} from 'node:path';
import {violations} from './helpers/floors.js';
import {importsIn, importsOf} from './helpers/imports.js';

describe('src', () => {
  const imports = importsOf(join(__dirname, '../src'));

  it('is read as a whole', () => {
    expect(imports).toContainEqual({from: 'index', to: 'callbacks/ReduceLROnPlateau', typeOnly: false});
    expect(imports).toContainEqual({from: 'schedules/constant', to: 'internal/check', typeOnly: false});
  });

  it('imports downwards only', () => {
    expect(violations(imports)).toEqual([]);
  });
});

describe('violations', () => {
  const of = (...lines: string[]) =>
    violations(
      lines.map((line) => {
        const [from = '', to = '', typeOnly] = line.split(' ');
        return {from, to, typeOnly: typeOnly === 'type'};
      }),
    );

  it.each([
    ['index callbacks/A'],
    ['finder/A callbacks/A'],
    ['callbacks/A schedules/A'],
    ['callbacks/A callbacks/B'],
    ['data/A @tensorflow/tfjs'],
    ['data/A internal/A'],
    ['node/A callbacks/A', 'node/A node:fs'],
    ['callbacks/A node:fs type'],
    ['internal/A @tensorflow/tfjs type', 'schedules/A internal/A'],
    ['schedules/A schedules/B', 'schedules/B internal/A', 'schedules/A internal/A'],
  ])('lets %s pass', (...lines) => {
    expect(of(...lines)).toEqual([]);
  });

  it.each([
    ['optimizers/A callbacks/A', 'optimizers/A imports callbacks/A, which is not below it'],
    ['state/A callbacks/A type', 'state/A imports callbacks/A, which is not below it'],
    ['charts/A index', 'charts/A imports index, which is not below it'],
    ['charts/A schedules/A', 'charts/A imports schedules/A, which is not below it'],
    ['data/A schedules/A', 'data/A imports schedules/A, which is not below it'],
    ['internal/A data/A', 'internal/A imports data/A, which is not below it'],
    ['cellar/A internal/A', 'cellar/A is on no floor'],
    ['index node/A', 'index imports node/A, which is not below it'],
    ['callbacks/A node:fs', 'callbacks/A imports node:fs, which no browser has'],
    ['callbacks/A lodash', 'callbacks/A imports lodash, which is not of this house'],
    ['schedules/A @tensorflow/tfjs type', 'schedules/A imports tfjs'],
  ])('finds %s', (line, sentence) => {
    expect(of(line)).toEqual([sentence]);
  });

  it('finds tfjs behind other files', () => {
    expect(of('charts/A internal/A', 'internal/A internal/B', 'internal/B @tensorflow/tfjs')).toEqual([
      'charts/A loads tfjs',
    ]);
  });

  it('finds circles, within a folder too', () => {
    expect(of('data/A data/B', 'data/B data/C type', 'data/C data/A')).toEqual([
      'data/A -> data/B -> data/C -> data/A is a circle',
    ]);
    expect(of('data/A data/A')).toEqual(['data/A -> data/A is a circle']);
  });
});

describe('importsIn', () => {
  it.each([
    ["import {a} from './b.js'", 'data/b', false],
    ["import {type A, b} from '../internal/b.js'", 'internal/b', false],
    ["import {type A} from './b.js'", 'data/b', true],
    ["import type {A} from './b.js'", 'data/b', true],
    ["import './b.js'", 'data/b', false],
    ["import a, {type A} from './b.js'", 'data/b', false],
    ["import * as tf from '@tensorflow/tfjs'", '@tensorflow/tfjs', false],
    ["export {type A} from './b.js'", 'data/b', true],
    ["export * from './b.js'", 'data/b', false],
    ["const b = await import('./b.js')", 'data/b', false],
    ["type A = import('./b.js').A", 'data/b', true],
  ])('reads %s', (text, to, typeOnly) => {
    expect(importsIn('data/a.ts', text)).toEqual([{from: 'data/a', to, typeOnly}]);
  });
});
