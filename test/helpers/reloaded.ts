import * as tf from '@tensorflow/tfjs';

/** Saved as a file is, in text and bytes, and loaded from it. */
export async function reloaded(model: tf.LayersModel): Promise<tf.LayersModel> {
  let artifacts: tf.io.ModelArtifacts = {};
  const handler = tf.io.withSaveHandler(async (saved) => {
    const {weightData, ...rest} = saved;
    artifacts = {...JSON.parse(JSON.stringify(rest)), weightData};
    return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
  });
  await model.save(handler, {includeOptimizer: true});
  return tf.loadLayersModel(tf.io.fromMemory(artifacts));
}
