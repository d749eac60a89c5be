import {svg} from './svg.js';

const paths = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 2.5h3v11H4zM9 2.5h3v11H9z',
  reset:
    'M8 3a5 5 0 1 0 4.9 6h-1.6A3.5 3.5 0 1 1 8 4.5c1 0 1.8.4 2.4 1L8.5 7.4H13V2.9l-1.5 1.5A5 5 0 0 0 8 3z',
  find: 'M1.5 4.5c3 0 3.5 7 6.5 7s3-9 6.5-9V4c-2 0-2.6 9-6.5 9s-4-7-6.5-7z',
  compare: 'M2 3h5v10H2zM9 3h5v10H9zM10.5 4.5v7h2v-7z',
  share:
    'M6.5 9.5a2.5 2.5 0 0 0 3.6 0l2.5-2.5a2.5 2.5 0 0 0-3.6-3.5l-1 1-1-1 1-1a4 4 0 0 1 5.7 5.6L11.1 10.6a4 4 0 0 1-5.6 0zM9.5 6.5a2.5 2.5 0 0 0-3.6 0L3.4 9A2.5 2.5 0 0 0 7 12.5l1-1 1 1-1 1A4 4 0 0 1 2.3 7.9L4.9 5.4a4 4 0 0 1 5.6 0z',
  code: 'M5.6 3.4 6.7 4.5 3.2 8l3.5 3.5-1.1 1.1L1 8zM10.4 3.4 15 8l-4.6 4.6-1.1-1.1L12.8 8 9.3 4.5z',
  auto: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3v10A5 5 0 0 0 8 3z',
  light:
    'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM7.25 1h1.5v2.2h-1.5zM7.25 12.8h1.5V15h-1.5zM1 7.25h2.2v1.5H1zM12.8 7.25H15v1.5h-2.2zM2.5 3.6l1.1-1.1 1.5 1.6L4 5.2zM10.9 12l1.1-1.1 1.5 1.5-1.1 1.1zM12.4 2.5l1.1 1.1L12 5.2l-1.1-1.1zM4 10.9 5.1 12l-1.5 1.5-1.1-1.1z',
  dark: 'M6.5 1.8a6.3 6.3 0 1 0 7.7 7.7A5.3 5.3 0 0 1 6.5 1.8z',
  close: 'M3.4 2.3 8 6.9l4.6-4.6 1.1 1.1L9.1 8l4.6 4.6-1.1 1.1L8 9.1l-4.6 4.6-1.1-1.1L6.9 8 2.3 3.4z',
  dice: 'M3.5 2h9A1.5 1.5 0 0 1 14 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5v-9A1.5 1.5 0 0 1 3.5 2zM5 4.2A1.2 1.2 0 1 0 5 6.6 1.2 1.2 0 0 0 5 4.2zm3 2.6a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4zm3 2.6a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
  copy: 'M5 1.5h7A1.5 1.5 0 0 1 13.5 3v8H12V3H5zM3 4.5h6A1.5 1.5 0 0 1 10.5 6v7A1.5 1.5 0 0 1 9 14.5H3A1.5 1.5 0 0 1 1.5 13V6A1.5 1.5 0 0 1 3 4.5zM3 6v7h6V6z',
} as const;

export type IconName = keyof typeof paths;

/** A sign beside words, or on a button that has a label. */
export function icon(name: IconName): SVGSVGElement {
  const path = svg('path', {d: paths[name], fill: 'currentColor', 'fill-rule': 'evenodd'});
  return svg('svg', {viewBox: '0 0 16 16', 'aria-hidden': 'true'}, path);
}
