import {optimize} from 'svgo';
import {parse, View} from 'vega';
import {compile, type Config, type TopLevelSpec} from 'vega-lite';
import {scheduleChart} from '../../src/charts/scheduleChart.js';
import type {Drawing} from './example.js';

const ink = '#263238';

// All pictures have one size, and a background of their own for dark pages.
const config: Config = {
  autosize: 'none',
  padding: {left: 64, right: 16, top: 8, bottom: 34},
  aria: false,
  background: '#ffffff',
  font: 'DejaVu Sans, Verdana, sans-serif',
  axis: {
    labelColor: ink,
    titleColor: ink,
    domainColor: ink,
    tickColor: ink,
    gridColor: '#e0e4e7',
    labelFontSize: 9,
    titleFontSize: 9,
    titleFontWeight: 'normal',
    labelFlush: false,
  },
  axisY: {minExtent: 44, maxExtent: 44},
  view: {stroke: null},
};

/** The curve of an example as SVG text, the same on every machine. */
export async function picture(caption: string, {rate, steps}: Drawing): Promise<string> {
  const chart = scheduleChart({rate}, {title: '', yTitle: 'value', steps, width: 260, height: 100});
  const {title: _, ...untitled} = chart;
  const {spec} = compile(untitled as unknown as TopLevelSpec, {config});
  const drawn = await new View(parse(spec), {renderer: 'none'}).toSVG();
  // The optimizer also gives new ids, where Vega counts them from picture to picture.
  const {data} = optimize(drawn, {multipass: true, floatPrecision: 2});
  return `${data.replace(/^<svg[^>]*/, '$& role="img"').replace('>', `><title>${caption}</title>`)}\n`;
}
