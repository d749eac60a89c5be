import {
  initializers,
  layers,
  sequential,
  train,
  type layers as Layers,
  type Sequential,
} from '@tensorflow/tfjs';

export const kinds = ['dense', 'conv'] as const;
export type Kind = (typeof kinds)[number];

/** A network for digits, compiled with SGD and a momentum of 0.9. The seed decides its first weights. */
export function buildModel(kind: Kind, learningRate: number, seed: number): Sequential {
  const kernel = (layer: number) => initializers.heNormal({seed: 100 * seed + layer});
  const dense = (units: number, layer: number) =>
    layers.dense({units, activation: 'relu', kernelInitializer: kernel(layer)});
  const conv = (filters: number, layer: number) =>
    layers.conv2d({
      ...{filters, kernelSize: 3, strides: 2, activation: 'relu'},
      kernelInitializer: kernel(layer),
    });
  const body: Record<Kind, () => Layers.Layer[]> = {
    dense: () => [dense(128, 1), dense(64, 2)],
    // Small, as tfjs's own cpu backend takes its time over convolutions.
    conv: () => [
      layers.reshape({targetShape: [28, 28, 1]}),
      layers.averagePooling2d({poolSize: 2}),
      conv(8, 1),
      conv(16, 2),
      layers.flatten(),
    ],
  };
  const model = sequential({
    layers: [
      layers.inputLayer({inputShape: [784]}),
      ...body[kind](),
      layers.dense({units: 10, activation: 'softmax', kernelInitializer: kernel(3)}),
    ],
  });
  model.compile({
    optimizer: train.momentum(learningRate, 0.9),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}
