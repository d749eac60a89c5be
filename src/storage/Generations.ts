import {crc32} from '../internal/crc32.js';
import type {BackupStorage} from './BackupStorage.js';

/** What is kept: JSON, and numbers that belong to it. */
export interface Content {
  readonly json: object;
  readonly data: ArrayBuffer;
}

/** The newest content that is whole, if any, and why the others are not. */
export interface Newest {
  readonly content: Content | undefined;
  readonly faults: readonly string[];
}

interface Generation {
  readonly name: string;
  /** 0 where there is none that is whole. */
  readonly number: number;
  readonly content?: Content;
  readonly fault?: string;
}

const names = ['a', 'b'] as const;
const format = 'tfjs-callbacks backup';
const version = 1;

/**
 * Keeps a content in two generations: each is written in place of the one before the last, so that the last is there
 * whatever happens to the new one.
 *
 * A generation begins with a line of text: format, version, number, CRC-32, and the lengths of what comes then, the JSON
 * and the data. The CRC-32 is that of the lengths, the number and the JSON; whether the data is whole is for the content to
 * know.
 */
export class Generations {
  readonly #storage: BackupStorage;
  readonly #checkData: (content: Content) => void;
  /** The newest one that is whole, once it is known. */
  #last: Generation | undefined;

  /** @param checkData - Throws unless the data is that to which the JSON belongs. */
  constructor(storage: BackupStorage, checkData: (content: Content) => void) {
    this.#storage = storage;
    this.#checkData = checkData;
  }

  async read(): Promise<Newest> {
    const [a, b] = await Promise.all(names.map((name) => this.#read(name)));
    const newest = b!.number > a!.number ? b! : a!;
    const {name, number, content} = newest;
    this.#last = {name, number};
    return {content, faults: [a!, b!].flatMap(({fault}) => fault ?? [])};
  }

  async write(content: Content): Promise<void> {
    if (!this.#last) await this.read();
    const {name: last, number} = this.#last!;
    const name = last === 'a' && number > 0 ? 'b' : 'a';
    const next = {name, number: number + 1};
    await this.#storage.set(name, await packed(content, next.number));
    this.#last = next;
  }

  async remove(): Promise<void> {
    for (const name of names) await this.#storage.delete(name);
    this.#last = undefined;
  }

  async #read(name: string): Promise<Generation> {
    const bytes = await this.#storage.get(name);
    if (!bytes) return {name, number: 0};
    try {
      const {number, content} = unpacked(bytes);
      this.#checkData(content);
      return {name, number, content};
    } catch (cause) {
      return {name, number: 0, fault: (cause as Error).message};
    }
  }
}

async function packed({json, data}: Content, number: number): Promise<Uint8Array<ArrayBuffer>> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const sizes = [number, text.length, data.byteLength];
  const line = `${[format, version, checksumOf(sizes, text), ...sizes].join(' ')}\n`;
  return new Uint8Array(await new Blob([line, text, data]).arrayBuffer());
}

function unpacked(bytes: Uint8Array): {number: number; content: Content} {
  const end = bytes.indexOf('\n'.charCodeAt(0)) + 1;
  const line = new TextDecoder().decode(bytes.subarray(0, end));
  const [, of, ...numbers] = /^(.+) (\d+) (\d+) (\d+) (\d+) (\d+)\n$/.exec(line) ?? [];
  const [found, checksum, number, textLength, dataLength] = numbers.map(Number) as [
    ...[number, number, number, number, number],
  ];
  if (of !== format) throw new Error('it is truncated, or no backup');
  if (found !== version) throw new Error(`it has version ${found} of the format, and not ${version}`);

  const length = end + textLength + dataLength;
  if (bytes.length !== length)
    throw new Error(`it is truncated: ${bytes.length} of ${length} bytes are there`);
  const text = bytes.subarray(end, end + textLength);
  if (checksumOf([number, textLength, dataLength], text) !== checksum) throw new Error('it was altered');
  const json = JSON.parse(new TextDecoder().decode(text)) as object;
  // Copied, so that the buffer begins and ends with the data.
  return {number, content: {json, data: new Uint8Array(bytes.subarray(end + textLength)).buffer}};
}

function checksumOf(sizes: readonly number[], text: Uint8Array): number {
  return crc32(text, crc32(new TextEncoder().encode(sizes.join())));
}
