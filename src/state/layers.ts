import type {LayersModel, Tensor, Variable} from '@tensorflow/tfjs';

/** What tfjs-layers wraps a weight in. */
export interface Weight {
  /** Without the number that tfjs adds when the name is taken. */
  readonly originalName: string;
  readonly val: Variable;
}

interface Layer {
  readonly layers?: readonly Layer[];
  readonly weights: readonly Weight[];
}

/** A recurrent layer that goes on where the batch before has stopped. */
export interface StatefulLayer {
  readonly stateful: boolean;
  states_: Tensor[] | null;
  /** The states of earlier batches: training keeps them until `resetStates`. */
  keptStates: Tensor[][];
}

export function shapesOf({states_}: StatefulLayer): number[][] {
  return states_?.map(({shape}) => shape) ?? [];
}

/** All weights, in the order of the layers: unlike that of `model.weights` it does not change when one is frozen. */
export function weightsOf(model: LayersModel): Weight[] {
  const within = (layer: Layer): readonly Weight[] => layer.layers?.flatMap(within) ?? layer.weights;
  return [...new Set(within(model as unknown as Layer))];
}

/** The model and all its layers, those in wrappers and models included. */
export function layersIn(model: LayersModel): object[] {
  const seen = new Set<object>();
  const visit = (layer: object): void => {
    if (seen.has(layer)) return;
    seen.add(layer);
    for (const held of Object.values(layer).flat() as unknown[]) if (isLayer(held)) visit(held);
  };
  visit(model);
  return [...seen];
}

/** The stateful recurrent layers, those in wrappers and models included. */
export function statefulLayersOf(model: LayersModel): StatefulLayer[] {
  return layersIn(model).filter(isStateful);
}

const isLayer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'inboundNodes' in value;

const isStateful = (layer: Partial<StatefulLayer>): layer is StatefulLayer =>
  layer.stateful === true && 'states_' in layer;
