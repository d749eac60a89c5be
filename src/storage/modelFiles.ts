import {io} from '@tensorflow/tfjs';
import {check} from '../internal/check.js';
import {crc32} from '../internal/crc32.js';
import {inTurn} from './inTurn.js';
import type {ModelPlace} from './ModelPlace.js';
import {checkNode, nodeFiles} from './nodeFiles.js';
import {isMissing, readWhole, removeLeftOvers, writeWhole} from './wholeFile.js';

const owner = 'modelFiles';
const modelFile = 'model.json';
const ownWeights = /^weights-([0-9a-f]{8})\.bin$/;

/**
 * Saves a model to a folder and loads it from there: what `file://` is in tfjs-node, and also for Node without it.
 *
 * The files are those of tfjs-node, `model.json` beside the weights: each of the two reads what the other wrote. But here
 * no half model is left when the process dies in the middle of a save, or the disk is full: the folder then has the model
 * that it had. The weights are written under a new name, then `model.json` is replaced at one stroke, then the old weights
 * are removed. In one process, saves to one folder take turns, and so does what is loaded from it; two processes are not to
 * save to one folder.
 *
 * @param path - The folder, or the `model.json` in it; a `file://` in front is left out, as in tfjs-node. It is made
 * when it is not there.
 * @returns What `model.save` and `tf.loadLayersModel` take.
 * @throws TypeError when `path` is not a string or empty, and in a browser.
 *
 * @example
 * ```ts
 * await model.save(modelFiles('file://./results/example'), {includeOptimizer: true});
 * const loaded = await tf.loadLayersModel(modelFiles('./results/example'));
 * ```
 */
export function modelFiles(path: string): io.IOHandler {
  checkFolder(owner, 'path', path);
  return {
    save: async (artifacts) => placeIn(await locate(path)).save(artifacts),
    load: async () => placeIn(await locate(path)).load(),
  };
}

/** The same place for callbacks, where the path is their option `filepath`. */
export async function folderPlace(owner: string, path: string): Promise<ModelPlace> {
  checkFolder(owner, 'filepath', path);
  return placeIn(await locate(path));
}

/** All that is done with one folder, each when what was begun before is done: a save removes the weights of others. */
function placeIn(folder: string) {
  return {
    name: folder,
    save: (artifacts: io.ModelArtifacts) => inTurn(folder, () => saveModel(folder, artifacts)),
    load: () => inTurn(folder, () => loadModel(folder)),
    remove: () => inTurn(folder, () => removeModel(folder)),
  };
}

function checkFolder(by: string, option: string, path: string): void {
  check(by, option, path, {
    must: "a folder, such as './model'",
    kind: (value) => typeof value === 'string',
    test: (value: string) => withoutScheme(value) !== '',
  });
  checkNode(by, option, path);
}

/** Removes a saved model, if it is there, and its folder when nothing else is in it. */
async function removeModel(folder: string): Promise<void> {
  const {fs, path} = await nodeFiles();
  const file = path.join(folder, modelFile);
  try {
    // First that which makes it a model.
    await fs.rm(file, {force: true});
    await removeLeftOvers(file);
    await removeWeights(folder);
    if ((await fs.readdir(folder)).length === 0) await fs.rmdir(folder);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function saveModel(folder: string, artifacts: io.ModelArtifacts): Promise<io.SaveResult> {
  const {weightData = [], weightSpecs: weights = [], getWeightStream: _, ...rest} = artifacts;
  if (rest.modelTopology instanceof ArrayBuffer) {
    throw new TypeError(`${owner}: \`modelTopology\` must be JSON; got that of a graph, in binary form.`);
  }
  const {fs, path} = await nodeFiles();
  const bytes = new Uint8Array(await new Blob([weightData].flat()).arrayBuffer());
  const name = `weights-${hex(crc32(bytes))}.bin`;
  const json = {...rest, weightsManifest: [{paths: [name], weights}]};

  await fs.mkdir(folder, {recursive: true});
  await writeWhole(path.join(folder, name), bytes);
  await writeWhole(path.join(folder, modelFile), JSON.stringify(json));
  await removeWeights(folder, name);
  return {modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts)};
}

async function loadModel(folder: string): Promise<io.ModelArtifacts> {
  const {path} = await nodeFiles();
  const text = new TextDecoder().decode(await read(path.join(folder, modelFile)));
  const json = JSON.parse(text) as io.ModelJSON;
  return io.getModelArtifactsForJSON(json, async (manifest) => {
    const names = manifest.flatMap(({paths}) => paths);
    const buffers = await Promise.all(
      names.map(async (name) => {
        const bytes = await read(path.join(folder, name));
        const [, sum] = ownWeights.exec(name) ?? [];
        if (sum === undefined || sum === hex(crc32(bytes))) return bytes.buffer;
        throw new TypeError(
          `${owner}: \`path\` must be that of a whole model; ${name} is truncated or altered.`,
        );
      }),
    );
    return [io.getWeightSpecs(manifest), await new Blob(buffers).arrayBuffer()];
  });
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readWhole(file);
  if (!bytes) throw new TypeError(`${owner}: \`path\` must be that of a saved model; there is no ${file}.`);
  return bytes;
}

/** The whole path of the folder. */
async function locate(given: string): Promise<string> {
  const {path} = await nodeFiles();
  const whole = path.resolve(withoutScheme(given));
  return path.basename(whole) === modelFile ? path.dirname(whole) : whole;
}

/** Removes the weights that were saved in a folder, but for one file. */
async function removeWeights(folder: string, except?: string): Promise<void> {
  const {fs, path} = await nodeFiles();
  for (const name of await fs.readdir(folder)) {
    // Those of a save that was broken off are not whole.
    const weights = name.replace(/\.\d+-\d+\.part$/, '');
    if (weights === except || !ownWeights.test(weights)) continue;
    await fs.rm(path.join(folder, name), {force: true});
  }
}

const withoutScheme = (path: string): string => path.replace(/^file:\/\//, '');

const hex = (sum: number): string => sum.toString(16).padStart(8, '0');
