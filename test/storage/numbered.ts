import type {io} from '@tensorflow/tfjs';

/** Artifacts in which each part tells their number. */
export function numbered(number: number): io.ModelArtifacts {
  const weights = new Float32Array(50_000).fill(number);
  return {
    modelTopology: {number},
    format: 'layers-model',
    weightSpecs: [{name: 'weights', shape: [weights.length], dtype: 'float32'}],
    weightData: weights.buffer,
    userDefinedMetadata: {number},
  };
}

/** The numbers that artifacts tell: one, when they are whole. */
export function numbersIn({modelTopology, weightData, userDefinedMetadata}: io.ModelArtifacts): number[] {
  const weights = new Float32Array(weightData as ArrayBuffer);
  const {number} = userDefinedMetadata as {number: number};
  return [...new Set([(modelTopology as {number: number}).number, number, ...weights])];
}
