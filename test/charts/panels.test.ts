import {describe, expect, it} from '@jest/globals';
import {lineChart} from '../../src/charts/lineChart.js';
import {panels} from '../../src/charts/panels.js';
import {compiled} from '../helpers/compiled.js';

const chart = lineChart(
  [
    {name: 'train', x: [1, 2], y: [0.5, 0.6]},
    {name: 'test', x: [1, 2], y: [0.4, 0.5]},
  ],
  {title: 'one', xTitle: 'epoch', yTitle: 'accuracy'},
);

describe('panels', () => {
  it('compiles to one group a chart, in rows, under a title', () => {
    const spec = compiled(panels([chart, chart, chart], {columns: 2, title: 'All'}));
    expect(spec.marks?.map(({type}) => type)).toEqual(['group', 'group', 'group']);
    expect(spec.layout).toMatchObject({columns: 2});
    expect(spec.title).toMatchObject({text: 'All'});
  });

  it('has one legend for all charts', () => {
    const spec = compiled(panels([chart, chart], {columns: 2}));
    expect(spec.legends).toHaveLength(1);
  });

  it('changes nothing that it is given', () => {
    const before = JSON.stringify(chart);
    panels(Object.freeze([Object.freeze(chart)]), Object.freeze({columns: 1}));
    expect(JSON.stringify(chart)).toBe(before);
  });

  it('rejects an empty list and a broken number of columns', () => {
    expect(() => panels([], {columns: 1})).toThrow(
      'panels: `charts` must be an array of at least one chart; got [].',
    );
    expect(() => panels([chart], {columns: 0})).toThrow('panels: `columns` must be an integer >= 1; got 0.');
  });
});
