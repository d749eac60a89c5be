import mulberry32 from '../../../src/internal/mulberry32.ts?raw';
import blobs from '../data/blobs.ts?raw';
import moons from '../data/moons.ts?raw';
import normal from '../data/normal.ts?raw';
import Point from '../data/Point.ts?raw';
import spirals from '../data/spirals.ts?raw';
import xor from '../data/xor.ts?raw';
import type {Settings} from '../settings/Settings.js';
import {codeOf} from './codeOf.js';

/** The TypeScript that does exactly what the settings say, with the very functions that made the data. */
export function code(settings: Settings): string {
  return codeOf(settings, {Point, mulberry32, normal, blobs, moons, spirals, xor});
}
