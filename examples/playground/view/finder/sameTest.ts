import type {Settings} from '../../settings/Settings.js';
import {sameData} from '../run/sameData.js';

const names = ['layers', 'width', 'optimizer', 'batchSize', 'clipping'] as const;

/** Whether a range test of one of the settings tells of the other, too. */
export function sameTest(one: Settings, other: Settings): boolean {
  const clipsAlike = one.clipping === 'none' || one.threshold === other.threshold;
  return sameData(one, other) && clipsAlike && names.every((name) => one[name] === other[name]);
}
