import {Resvg} from '@resvg/resvg-js';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import type {VegaLiteSpec} from 'tfjs-callbacks';
import {parse, View} from 'vega';
import {compile, type Config, type TopLevelSpec} from 'vega-lite';
import {colours} from './colours.js';

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');

const config: Config = {
  background: colours.page,
  font: 'DejaVu Sans, Verdana, sans-serif',
  padding: 12,
  title: {color: colours.ink, subtitleColor: colours.ink, fontSize: 13, fontWeight: 'bold', offset: 8},
  axis: {
    labelColor: colours.ink,
    titleColor: colours.ink,
    domainColor: colours.ink,
    tickColor: colours.ink,
    gridColor: colours.line,
    labelFontSize: 10,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    labelFlush: false,
  },
  legend: {labelColor: colours.ink, labelFontSize: 11, symbolStrokeWidth: 3, orient: 'bottom', labelLimit: 0},
  view: {stroke: null},
  concat: {spacing: 18},
};

/** Draws a chart as SVG text. */
export async function svg(chart: VegaLiteSpec): Promise<string> {
  const {spec} = compile(chart as unknown as TopLevelSpec, {config});
  return new View(parse(spec), {renderer: 'none'}).toSVG();
}

/** The picture of an SVG text at twice its size, with fonts that need not be installed. */
export function png(text: string): Uint8Array {
  const image = new Resvg(text, {
    fitTo: {mode: 'zoom', value: 2},
    font: {
      fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(fonts, file)),
      loadSystemFonts: false,
      defaultFontFamily: 'DejaVu Sans',
    },
  });
  return image.render().asPng();
}
