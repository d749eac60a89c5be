import {
  check,
  checkOptions,
  count,
  flag,
  nonNegative,
  positiveCount,
  required,
  type Rule,
} from '../../../src/internal/check.js';
import type {MakeBlobsOptions} from './makeBlobs.js';

const owner = 'makeBlobs';

/** Throws unless each option keeps its rule and the lengths of the lists agree. */
export function checkMakeBlobs(options: MakeBlobsOptions): void {
  checkOptions(owner, options, {
    nSamples: either(positiveCount, listOf(count)),
    nFeatures: positiveCount,
    centers: either(positiveCount, points),
    clusterStd: either(nonNegative, listOf(nonNegative)),
    centerBox: pair,
    shuffle: flag,
    randomState: required(count),
  });
  const {nSamples, centers, clusterStd} = options;
  if (Array.isArray(nSamples) && centers !== undefined) {
    check(owner, 'centers', centers, ofLength(nSamples.length, 'points, one for each number in nSamples'));
  }
  if (Array.isArray(clusterStd)) {
    const given = centers ?? (Array.isArray(nSamples) ? nSamples.length : 3);
    const length = typeof given === 'number' ? given : given.length;
    check(owner, 'clusterStd', clusterStd, ofLength(length, 'numbers, one for each center'));
  }
}

const points: Rule = {
  must: 'an array of points, all with as many coordinates',
  kind: (value) => Array.isArray(value) && value.every(Array.isArray),
  test: (list: number[][]) =>
    list.length > 0 &&
    list.every((point) => point.length === list[0]!.length && point.every(Number.isFinite)),
};

const pair: Rule = {
  must: 'two finite numbers',
  kind: Array.isArray,
  test: (list: number[]) => list.length === 2 && list.every(Number.isFinite),
};

const passes = (rule: Rule, value: unknown) => rule.kind(value) && (rule.test?.(value as never) ?? true);

function listOf(item: Rule): Rule {
  return {
    must: `an array, each item ${item.must}`,
    kind: (value) => Array.isArray(value) && value.every(item.kind),
    test: (value: unknown[]) => value.every((entry) => passes(item, entry)),
  };
}

function either(one: Rule, other: Rule): Rule {
  return {
    must: `${one.must}, or ${other.must}`,
    kind: (value) => one.kind(value) || other.kind(value),
    test: (value: unknown) => passes(one, value) || passes(other, value),
  };
}

function ofLength(length: number, items: string): Rule {
  return {
    must: `an array of ${length} ${items}`,
    kind: Array.isArray,
    test: (list: unknown[]) => list.length === length,
  };
}
