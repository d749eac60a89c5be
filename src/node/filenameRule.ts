import type {Rule} from '../internal/check.js';

export const filenameRule: Rule = {
  must: 'a path',
  kind: (value) => typeof value === 'string',
  test: (value: string) => value !== '',
};
