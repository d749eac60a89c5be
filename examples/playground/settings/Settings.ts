/** All that decides what a training does, to the last bit. Plain JSON. */
export interface Settings {
  data: 'blobs' | 'moons' | 'spirals' | 'xor';
  /** How many, a fifth of which are for validation. */
  points: number;
  /** Standard deviation of what is added to each coordinate. */
  noise: number;
  /** Decides the points, the first weights and the order of the batches. */
  seed: number;
  /** Hidden layers. */
  layers: number;
  /** Units of each hidden layer. */
  width: number;
  optimizer: 'sgd' | 'momentum' | 'nesterov' | 'rmsprop' | 'adagrad' | 'adadelta' | 'adam' | 'adamax';
  /** The rate from which the schedule comes: its highest. */
  learningRate: number;
  epochs: number;
  batchSize: number;
  schedule:
    | 'constant'
    | 'exponential'
    | 'piecewise'
    | 'polynomial'
    | 'cosine'
    | 'warmupCosine'
    | 'oneCycle'
    | 'restarts'
    | 'triangular';
  /** Whether the rate is reduced when the validation loss stops falling. */
  plateau: boolean;
  /** Epochs that the plateau rule waits. */
  patience: number;
  /** What the plateau rule multiplies the rate by. */
  factor: number;
  clipping: 'none' | 'value' | 'norm' | 'globalNorm' | 'adaptive';
  /** What gradients are clipped by; for adaptive clipping, as a fraction of the weights' norms. */
  threshold: number;
  backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu';
}
