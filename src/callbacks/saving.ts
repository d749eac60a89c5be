import {serialization, type io, type LayersModel} from '@tensorflow/tfjs';
import {modelArtifacts} from '../storage/modelArtifacts.js';
import {placeOfModel} from '../storage/placeOfModel.js';
import type {CheckpointMoment} from './CheckpointMoment.js';
import {fillTemplate} from './fillTemplate.js';

/** What is saved, and where. */
interface Saving {
  readonly model: LayersModel;
  readonly includeOptimizer: boolean;
  readonly filepath: string | io.IOHandler | ((moment: CheckpointMoment) => string | io.IOHandler);
}

/** Throws when there is no such place here, or when tfjs could not save the model, or not load it again. */
export async function checkSaving(owner: string, {model, includeOptimizer, filepath}: Saving): Promise<void> {
  if (typeof filepath !== 'function') await placeOfModel(owner, filepath);
  const {modelTopology, trainingConfig} = await modelArtifacts(model, includeOptimizer).catch(
    (cause: unknown) => {
      throw new TypeError(
        `${owner}: tfjs cannot save this model: ${(cause as Error).message} ` +
          'Name its loss, put an OptimizerWrapper around its optimizer, or set includeOptimizer: false.',
      );
    },
  );
  const {classNameMap} = serialization.SerializationMap.getMap();
  const unknown = classesIn([modelTopology, trainingConfig]).find((name) => !(name in classNameMap));
  if (unknown === undefined) return;
  throw new TypeError(
    `${owner}: tfjs could not load this model again: it does not know the class ${unknown}. ` +
      `Call tf.serialization.registerClass(${unknown}).`,
  );
}

/** Saves the model, and says where, in one spelling; undefined when only a handler knows. */
export async function save(
  owner: string,
  {model, includeOptimizer, filepath}: Saving,
  moment: CheckpointMoment,
): Promise<string | undefined> {
  let where = typeof filepath === 'function' ? filepath(moment) : filepath;
  if (where === filepath && typeof where === 'string') where = await fillTemplate(where, moment);
  const place = await placeOfModel(owner, where);
  await place.save(await modelArtifacts(model, includeOptimizer));
  return place.name;
}

export async function remove(owner: string, filepath: string): Promise<void> {
  const place = await placeOfModel(owner, filepath);
  await place.remove?.();
}

/** The names of the classes in the JSON of a model, those within others too. tfjs writes them in either way. */
function classesIn(json: unknown): string[] {
  if (typeof json !== 'object' || !json) return [];
  const {config, className, class_name: name = className} = json as Record<string, unknown>;
  const own = config && typeof name === 'string' ? [name] : [];
  return [...own, ...Object.values(json).flatMap(classesIn)];
}
