import {crc32} from '../internal/crc32.js';
import {show} from '../internal/show.js';

const owner = 'trainingStateFromArtifacts';
const format = 'tfjs-callbacks training state';
const version = 1;

/** A training state in a form that can be kept: JSON and one ArrayBuffer. */
export interface TrainingStateArtifacts {
  readonly format: string;
  readonly version: number;
  /** Plain JSON: which tensors `data` holds, as in the weight manifests of tfjs, and the state of the optimizer. */
  readonly json: object;
  /** The numbers of all tensors, one after the other, in little-endian order. */
  readonly data: ArrayBuffer;
  /** The CRC-32 of all the rest. */
  readonly checksum: number;
}

type Content = Pick<TrainingStateArtifacts, 'json' | 'data'>;

/** Adds to a content what tells whether it is whole. */
export function seal(content: Content): TrainingStateArtifacts {
  return {format, version, ...content, checksum: checksumOf(content)};
}

/** Throws unless the artifacts are such, of this version, and whole. */
export function checkSeal(artifacts: TrainingStateArtifacts): void {
  const given = Object(artifacts) as TrainingStateArtifacts;
  const must = (name: keyof TrainingStateArtifacts, rule: string): never => {
    throw new TypeError(`${owner}: \`artifacts.${name}\` must be ${rule}; got ${show(given[name])}.`);
  };
  if (given.format !== format) must('format', show(format));
  if (given.version !== version) must('version', String(version));
  if (typeof given.json !== 'object' || given.json === null) must('json', 'an object');
  if (!isArrayBuffer(given.data)) must('data', 'an ArrayBuffer');
  if (given.checksum !== checksumOf(given)) {
    must('checksum', `${checksumOf(given)} for this content, which is truncated or altered`);
  }
}

/** By its name, because a buffer from another realm is one too. */
const isArrayBuffer = (value: unknown): boolean =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]';

function checksumOf({json, data}: Content): number {
  const header = new TextEncoder().encode(JSON.stringify([format, version, json], inOrder));
  return crc32(new Uint8Array(data), crc32(header));
}

/** Some places that keep JSON do not keep the order of its names. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
