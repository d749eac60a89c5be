import {dataOf} from '../../data/dataOf.js';
import {defaults} from '../../settings/defaults.js';
import type {Settings} from '../../settings/Settings.js';
import {svg} from '../dom/svg.js';

/** What a data set looks like, small. */
export function dataPicture(data: Settings['data']): SVGElement {
  const {training, extent} = dataOf({...defaults, data, points: 110, noise: 0.04});
  const dots = training.map(({x, y, label}) =>
    svg('circle', {cx: (x / extent) * 19, cy: (-y / extent) * 19, r: 1.5, fill: `var(--class-${label})`}),
  );
  return svg('svg', {viewBox: '-20 -20 40 40', 'aria-hidden': 'true'}, ...dots);
}
