import {dispose, io, scalar, type LayersModel} from '@tensorflow/tfjs';

/** What tfjs declares protected, or not at all. */
interface Compiled {
  readonly loss?: unknown;
  readonly metrics?: unknown;
  getTrainingConfig(): io.TrainingConfig;
}

/**
 * What `model.save` would hand to a handler, and no tensor more than before: tfjs leaves one behind in each save with
 * the optimizer.
 *
 * Metrics are left out when one is a function: tfjs writes its name, and then cannot load the model.
 *
 * @throws when tfjs cannot save the optimizer, or could not load it.
 */
export async function modelArtifacts(
  model: LayersModel,
  includeOptimizer: boolean,
): Promise<io.ModelArtifacts> {
  let saved: io.ModelArtifacts = {};
  const handler = io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return {modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts)};
  });
  await model.save(handler);
  const {optimizer} = model;
  if (!includeOptimizer || !optimizer) return saved;

  const {loss, metrics} = model as unknown as Compiled;
  if (!areNames(loss)) throw new TypeError('its loss is a function.');
  const trainingConfig = (model as unknown as Compiled).getTrainingConfig();
  if (!areNames(metrics)) delete trainingConfig.metrics;

  const before = scalar(0);
  before.dispose();
  const weights = await optimizer.getWeights();
  // The others are in use.
  const made = weights.map(({tensor}) => tensor).filter(({id}) => id > before.id);
  const {data, specs} = await io.encodeWeights(weights, 'optimizer').finally(() => dispose(made));
  const {weightData = [], weightSpecs = []} = saved;
  return {
    ...saved,
    trainingConfig,
    weightSpecs: [...weightSpecs, ...specs],
    weightData: await new Blob([weightData, data].flat()).arrayBuffer(),
  };
}

/** Whether a loss or metric, or each of several, is a name. */
function areNames(given: unknown): boolean {
  return [given, ...(Object.values(Object(given) as object) as unknown[])].every(
    (one) => typeof one !== 'function',
  );
}
