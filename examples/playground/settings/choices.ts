import type {Settings} from './Settings.js';

/** One of a few values. */
export interface OneOf<Value extends string> {
  readonly kind: 'oneOf';
  /** As people read it. */
  readonly label: string;
  /** What each value is called, in the order in which they are offered. */
  readonly values: Readonly<Record<Value, string>>;
}

/** A number between two others, both allowed. */
export interface Range {
  readonly kind: 'range';
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** By how much a key press changes it: added, or on a logarithmic scale multiplied. */
  readonly step: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'logarithmic';
}

/** Yes or no. */
export interface Switch {
  readonly kind: 'switch';
  readonly label: string;
}

/** What there is to choose from for one setting. */
export type Choice = OneOf<string> | Range | Switch;

/** That for a setting of this type. */
export type ChoiceOf<Value> = [Value] extends [boolean]
  ? Switch
  : [Value] extends [string]
    ? OneOf<Value & string>
    : Range;

const oneOf = <Value extends string>(label: string, values: Record<Value, string>): OneOf<Value> => ({
  kind: 'oneOf',
  label,
  values,
});

const integer = (label: string, min: number, max: number, step = 1): Range => ({
  ...{kind: 'range', label, min, max, step},
  ...{integer: true, scale: 'linear'},
});

const real = (label: string, min: number, max: number, step: number): Range => ({
  ...{kind: 'range', label, min, max, step},
  ...{integer: false, scale: 'linear'},
});

/** On a logarithmic scale with a hundred steps from a power of ten to the next. */
const magnitude = (label: string, min: number, max: number): Range => ({
  ...{kind: 'range', label, min, max, step: 10 ** 0.01},
  ...{integer: false, scale: 'logarithmic'},
});

/** What each setting is called and may be: the one place that controls, links and checks read. */
export const choices = {
  data: oneOf('Data', {blobs: 'Blobs', moons: 'Moons', spirals: 'Spirals', xor: 'XOR'}),
  points: integer('Points', 50, 2000, 50),
  noise: real('Noise', 0, 0.5, 0.01),
  seed: integer('Seed', 1, 9999),
  layers: integer('Hidden layers', 1, 4),
  width: integer('Units per layer', 1, 64),
  optimizer: oneOf('Optimizer', {
    sgd: 'SGD',
    momentum: 'Momentum',
    nesterov: 'Nesterov',
    rmsprop: 'RMSProp',
    adagrad: 'Adagrad',
    adadelta: 'Adadelta',
    adam: 'Adam',
    adamax: 'Adamax',
  }),
  learningRate: magnitude('Learning rate', 1e-5, 10),
  epochs: integer('Epochs', 1, 500),
  batchSize: integer('Batch size', 1, 256),
  schedule: oneOf('Schedule', {
    constant: 'Constant',
    exponential: 'Exponential decay',
    piecewise: 'Piecewise constant',
    polynomial: 'Polynomial decay',
    cosine: 'Cosine decay',
    warmupCosine: 'Warm-up, then cosine',
    oneCycle: 'One cycle',
    restarts: 'Cosine with warm restarts',
    triangular: 'Triangular cycles',
  }),
  plateau: {kind: 'switch', label: 'Reduce on plateau'},
  patience: integer('Patience', 1, 50),
  factor: real('Factor', 0.05, 0.95, 0.05),
  clipping: oneOf('Clipping', {
    none: 'None',
    value: 'By value',
    norm: 'By norm',
    globalNorm: 'By global norm',
    adaptive: 'Adaptive',
  }),
  threshold: magnitude('Threshold', 0.001, 100),
  backend: oneOf('Backend', {cpu: 'CPU', wasm: 'WebAssembly', webgl: 'WebGL', webgpu: 'WebGPU'}),
} satisfies {[Name in keyof Settings]: ChoiceOf<Settings[Name]>};

/** In the order of the page. */
export const settingNames = Object.keys(choices) as (keyof Settings)[];
