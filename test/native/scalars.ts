import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Root} from 'protobufjs';

/** A scalar of a TensorBoard event file. */
export interface Scalar {
  tag: string;
  step: number;
  value: number;
}

/** Of TensorFlow's message types, what a scalar needs. */
const types = {
  Event: {fields: {step: {id: 2, type: 'int64'}, summary: {id: 5, type: 'Summary'}}},
  Summary: {fields: {value: {id: 1, type: 'Value', rule: 'repeated'}}},
  Value: {fields: {tag: {id: 1, type: 'string'}, simpleValue: {id: 2, type: 'float'}}},
};
const event = Root.fromJSON({nested: types}).lookupType('Event');

interface Event {
  step?: number;
  summary?: {value: {tag: string; simpleValue: number}[]};
}

/** A record is its length in eight bytes, four bytes of checksum, the message, and four bytes of checksum. */
function* records(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(at));
    yield bytes.subarray(at + 12, at + 12 + length);
    at += length + 16;
  }
}

/** All scalars of the only event file in a folder, in their order. */
export function scalars(folder: string): Scalar[] {
  const files = readdirSync(folder).filter((name) => name.includes('tfevents'));
  if (files.length !== 1) throw new Error(`scalars: ${folder} has ${files.length} event files, not one.`);
  return [...records(readFileSync(join(folder, files[0]!)))].flatMap((record) => {
    const {step = 0, summary} = event.toObject(event.decode(record), {longs: Number}) as Event;
    return (summary?.value ?? []).map(({tag, simpleValue}) => ({tag, step, value: simpleValue}));
  });
}
