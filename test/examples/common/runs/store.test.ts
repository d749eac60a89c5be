import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {store} from '../../../../examples/common/runs/store.js';
import {pathOf, type Job, type Result} from '../../../../examples/blobs/training/Job.js';
import {rateCurve} from '../../../../examples/blobs/experiments/rateCurve.js';

const job: Job = {
  training: {name: 'lr=1e-1', optimizer: {learningRate: 0.1}},
  seed: 1,
  epochs: 200,
  backend: 'cpu',
};
const result: Result = {curves: rateCurve([0.1]), seconds: 1.5};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blobs-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const at = (version: string) => store<Job, Result>(folder, version, pathOf);

describe('store', () => {
  it('gives back what was saved', () => {
    const {load, save} = at('v1');
    expect(load(job)).toBeUndefined();
    save(job, result);
    expect(at('v1').load(job)).toEqual(result);
  });

  it('leaves no half-written file', () => {
    const {fileOf, save} = at('v1');
    save(job, result);
    expect(readdirSync(dirname(fileOf(job)))).toHaveLength(1);
    expect(existsSync(fileOf(job))).toBe(true);
  });

  it.each([
    ['seed', {seed: 2}],
    ['backend', {backend: 'wasm'}],
    ['number of epochs', {epochs: 10}],
    ['training', {training: {...job.training, decay: 0.1}}],
  ])('does not take the result of another %s', (_, change) => {
    at('v1').save(job, result);
    expect(at('v1').load({...job, ...(change as Partial<Job>)})).toBeUndefined();
  });

  it('does not take a result of other code', () => {
    at('v1').save(job, result);
    expect(at('v2').load(job)).toBeUndefined();
  });

  it('takes a file that cannot be read for none', () => {
    const {fileOf, load, save} = at('v1');
    save(job, result);
    writeFileSync(fileOf(job), '{"job": ');
    expect(load(job)).toBeUndefined();
  });
});
