import {describe, expect, it} from '@jest/globals';
import {palette} from '../../src/charts/palette.js';
import {scatterChart} from '../../src/charts/scatterChart.js';
import {compiled} from '../helpers/compiled.js';

const groups = [
  {name: 'class 0', x: [1, 2], y: [3, 4]},
  {name: 'class 1', x: [5], y: [6]},
];
const options = {xTitle: 'width', yTitle: 'height'};

describe('scatterChart', () => {
  it('compiles to one Vega symbol a point, coloured by group', () => {
    const spec = compiled(scatterChart(groups, options));
    expect(spec.marks?.map(({type}) => type)).toEqual(['symbol']);
    expect(spec.scales?.find(({name}) => name === 'color')).toMatchObject({
      domain: ['class 0', 'class 1'],
      range: palette.slice(0, 2),
    });
    expect(scatterChart(groups, options)['data']).toEqual({
      values: [
        {series: 'class 0', x: 1, y: 3},
        {series: 'class 0', x: 2, y: 4},
        {series: 'class 1', x: 5, y: 6},
      ],
    });
  });

  it('names itself in its errors', () => {
    expect(() => scatterChart([], {...options, height: 0})).toThrow(
      'scatterChart: `height` must be a finite number > 0; got 0.',
    );
  });
});
