import type {Settings} from '../../settings/Settings.js';

const names = ['data', 'points', 'noise', 'seed'] as const;

/** Whether two settings have the same points. */
export function sameData(one: Settings, other: Settings): boolean {
  return names.every((name) => one[name] === other[name]);
}
