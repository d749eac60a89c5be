import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {modelFiles} from 'tfjs-callbacks';
import {spawn} from 'node:child_process';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {createInterface} from 'node:readline';
import {freshFolder} from '../helpers/folder';
import {tinyModel, trainingData} from '../helpers/models';
import {livesThrough} from './livesThrough';
import {numbered, numbersIn} from './numbered';

const inFolder = freshFolder();
const weightFile = expect.stringMatching(/^weights-[0-9a-f]{8}\.bin$/);
const load = (folder: string) => modelFiles(folder).load!();

describe('modelFiles', () => {
  it('saves a model that predicts and trains on as before', async () => {
    const model = tinyModel(tf.train.momentum(0.1, 0.9));
    const {x, y} = trainingData();
    const fit = (one: tf.LayersModel) => one.fit(x, y, {epochs: 3, shuffle: false, verbose: 0});
    await fit(model);
    await model.save(modelFiles(inFolder('a', 'b')), {includeOptimizer: true});
    const loaded = await tf.loadLayersModel(modelFiles(inFolder('a', 'b')));
    expect(loaded).toBeInstanceOf(tf.Sequential);
    const losses = [await fit(model), await fit(loaded)].map(({history}) => history['loss']);
    expect(losses[1]).toEqual(losses[0]);
    expect((loaded.predict(x) as tf.Tensor).dataSync()).toEqual((model.predict(x) as tf.Tensor).dataSync());
  });

  it('writes the layout of tfjs-node: model.json beside the weights that it names', async () => {
    const model = tinyModel();
    const {modelArtifactsInfo} = await model.save(modelFiles(inFolder('model')), {includeOptimizer: true});
    expect(modelArtifactsInfo.weightDataBytes).toBe(16);
    const files = await readdir(inFolder('model'));
    expect(files.sort()).toEqual(['model.json', weightFile]);
    const json = JSON.parse(await readFile(inFolder('model', 'model.json'), 'utf8')) as tf.io.ModelJSON;
    expect(json).toEqual({
      ...{format: 'layers-model', generatedBy: expect.any(String), convertedBy: null},
      ...{modelTopology: expect.anything(), trainingConfig: expect.anything()},
      weightsManifest: [{paths: [files[1]], weights: expect.any(Array)}],
    });
    expect((await readFile(inFolder('model', files[1]!))).length).toBe(16);
  });

  it('loads what tfjs-node wrote, in several files too', async () => {
    const {weightData, weightSpecs, ...rest} = numbered(7);
    const bytes = new Uint8Array(weightData as ArrayBuffer);
    const weightsManifest = [{paths: ['weights.bin', 'more/weights.bin'], weights: weightSpecs}];
    await mkdir(inFolder('more'));
    await writeFile(inFolder('model.json'), JSON.stringify({...rest, weightsManifest}));
    await writeFile(inFolder('weights.bin'), bytes.subarray(0, 1000));
    await writeFile(inFolder('more', 'weights.bin'), bytes.subarray(1000));
    expect(numbersIn(await load(inFolder()))).toEqual([7]);
  });

  it('takes paths as tfjs-node does: with file:// in front, relative, absolute, and to model.json', async () => {
    const near = relative('.', inFolder('model'));
    await modelFiles(`file://${near}`).save!(numbered(1));
    expect((await readdir(inFolder())).sort()).toEqual(['model']);
    for (const path of [near, `./${near}`, inFolder('model'), `file://${inFolder('model')}`]) {
      expect(numbersIn(await load(path))).toEqual([1]);
      expect(numbersIn(await load(`${path}/model.json`))).toEqual([1]);
    }
    await modelFiles(inFolder('model', 'model.json')).save!(numbered(2));
    expect(numbersIn(await load(inFolder('model')))).toEqual([2]);
  });

  it('replaces the model, and leaves files of others alone', async () => {
    await mkdir(inFolder('model'));
    for (const name of ['weights.bin', 'notes.txt']) await writeFile(inFolder('model', name), 'mine');
    for (const number of [1, 2, 2, 3]) await modelFiles(inFolder('model')).save!(numbered(number));
    expect(numbersIn(await load(inFolder('model')))).toEqual([3]);
    expect((await readdir(inFolder('model'))).sort()).toEqual([
      'model.json',
      'notes.txt',
      weightFile,
      'weights.bin',
    ]);
  });

  it('has the last model when several are saved at once, whole at any moment', async () => {
    const spellings = ['model', './model/', 'model/model.json'].map((path) => `${inFolder()}/${path}`);
    const numbers = Array.from({length: 12}, (_, i) => i);
    const saves = numbers.map((number) => modelFiles(spellings[number % 3]!).save!(numbered(number)));
    const loads = [numbersIn(await load(inFolder('model'))), numbersIn(await load(inFolder('model')))];
    await Promise.all(saves);
    for (const one of [...loads, numbersIn(await load(inFolder('model')))]) expect(one).toHaveLength(1);
    expect(numbersIn(await load(inFolder('model')))).toEqual([11]);
    expect((await readdir(inFolder('model'))).sort()).toEqual(['model.json', weightFile]);
  });

  it('has the old model or the new one, wherever in the save the process dies', async () => {
    const seen = new Set<number>();
    let operations = 0;
    let lived = false;
    while (!lived) {
      await modelFiles(inFolder()).save!(numbered(1));
      operations += 1;
      lived = await livesThrough(operations, () => modelFiles(inFolder()).save!(numbered(2)));
      const numbers = numbersIn(await load(inFolder()));
      expect(numbers).toHaveLength(1);
      seen.add(numbers[0]!);
    }
    expect([...seen]).toEqual([1, 2]);
    expect(operations).toBeGreaterThan(12);
  });

  it('never has half a model in a process that is killed while it saves', async () => {
    let last = 0;
    for (const saves of [1, 6]) {
      const script = join(__dirname, 'saveForEver.ts');
      const child = spawn(process.execPath, ['--import', 'tsx', script, inFolder('model'), `${last + 1}`]);
      let count = 0;
      for await (const line of createInterface(child.stdout)) {
        last = Number(line);
        count += 1;
        // The next save has begun.
        if (count === saves) child.kill('SIGKILL');
      }
      const [number, ...others] = numbersIn(await load(inFolder('model')));
      expect(others).toEqual([]);
      expect(number).toBeGreaterThanOrEqual(last);
      expect(count).toBeGreaterThanOrEqual(saves);
    }
  }, 60_000);

  it('finds weights that are truncated or altered', async () => {
    await modelFiles(inFolder()).save!(numbered(1));
    const [, name] = (await readdir(inFolder())).sort();
    const whole = await readFile(inFolder(name!));
    for (const bytes of [whole.subarray(0, -4), Buffer.from(whole).fill(1, 8, 9)]) {
      await writeFile(inFolder(name!), bytes);
      await expect(load(inFolder())).rejects.toThrow(
        `modelFiles: \`path\` must be that of a whole model; ${name} is truncated or altered.`,
      );
    }
  });

  it('says when there is no model', async () => {
    await expect(load(inFolder('none'))).rejects.toThrow(
      `modelFiles: \`path\` must be that of a saved model; there is no ${inFolder('none', 'model.json')}.`,
    );
  });

  it('refuses the binary topology of a graph', async () => {
    const graph = {...numbered(1), modelTopology: new ArrayBuffer(8)};
    await expect(modelFiles(inFolder()).save!(graph)).rejects.toThrow(
      'modelFiles: `modelTopology` must be JSON; got that of a graph, in binary form.',
    );
    expect(await readdir(inFolder())).toEqual([]);
  });

  it.each(['', 'file://'])('refuses %j', (path) => {
    expect(() => modelFiles(path)).toThrow(
      new RangeError(
        `modelFiles: \`path\` must be a folder, such as './model'; got ${JSON.stringify(path)}.`,
      ),
    );
  });

  it('says in a browser what to write instead', () => {
    const {process} = globalThis;
    Object.assign(globalThis, {process: undefined});
    try {
      expect(() => modelFiles('file://model')).toThrow(
        new TypeError(
          "modelFiles: `path` must be a place that this browser has, such as 'indexeddb://name'; " +
            'got "file://model", and files (file://) need Node.',
        ),
      );
    } finally {
      Object.assign(globalThis, {process});
    }
  });

  it('works in a Node without process.getBuiltinModule, 18', async () => {
    const {getBuiltinModule} = process;
    Object.assign(process, {getBuiltinModule: undefined});
    try {
      await modelFiles(inFolder()).save!(numbered(4));
      expect(numbersIn(await load(inFolder()))).toEqual([4]);
    } finally {
      Object.assign(process, {getBuiltinModule});
    }
  });
});
