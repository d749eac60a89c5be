import {describe, expect, it} from '@jest/globals';
import {folderStorage} from '../../src/storage/folderStorage';
import {Generations} from '../../src/storage/Generations';
import {freshFolder} from '../helpers/folder';
import {livesThrough} from './livesThrough';

const inFolder = freshFolder();
const content = (number: number) => ({json: {number}, data: new Float32Array(5).fill(number).buffer});
const over = (storage: Map<string, Uint8Array<ArrayBuffer>>) => new Generations(storage, () => {});

describe('Generations', () => {
  it('gives back what was written last, JSON and data', async () => {
    const storage = new Map<string, Uint8Array<ArrayBuffer>>();
    const written = {json: {text: 'größer\n', list: [1, null]}, data: Uint8Array.of(0, 10, 255).buffer};
    await over(storage).write(content(1));
    await over(storage).write(written);
    expect(await over(storage).read()).toEqual({content: written, faults: []});
  });

  it('writes in turns, whoever writes', async () => {
    const storage = new Map<string, Uint8Array<ArrayBuffer>>();
    const first = over(storage);
    const places: string[] = [];
    for (let number = 1; number <= 6; number += 1) {
      const before = new Map(storage);
      await (number < 4 ? first : over(storage)).write(content(number));
      places.push(...[...storage.keys()].filter((name) => storage.get(name) !== before.get(name)));
    }
    expect(places.join('')).toBe('ababab');
  });

  it('begins with a line of text that says what it is', async () => {
    const storage = new Map<string, Uint8Array<ArrayBuffer>>();
    await over(storage).write(content(1));
    const text = new TextDecoder().decode(storage.get('a'));
    expect(text).toMatch(/^tfjs-callbacks backup 1 \d+ 1 12 20\n\{"number":1\}/);
  });

  it('has nothing before the first, and after the removal', async () => {
    const storage = new Map<string, Uint8Array<ArrayBuffer>>();
    const generations = over(storage);
    expect(await generations.read()).toEqual({content: undefined, faults: []});
    for (const number of [1, 2]) await generations.write(content(number));
    await generations.remove();
    expect(storage.size).toBe(0);
    expect(await generations.read()).toEqual({content: undefined, faults: []});
    await generations.write(content(3));
    expect(await generations.read()).toEqual({content: content(3), faults: []});
  });

  it('finds every byte that is missing, and every bit that is another in what is not data', async () => {
    const storage = new Map<string, Uint8Array<ArrayBuffer>>();
    await over(storage).write(content(1));
    const whole = storage.get('a')!;
    for (let length = 0; length < whole.length; length += 1) {
      storage.set('a', whole.slice(0, length));
      expect(await over(storage).read()).toEqual({
        content: undefined,
        faults: [expect.stringMatching(/^it is truncated/)],
      });
    }
    for (let bit = 0; bit < 8 * (whole.length - 20); bit += 1) {
      const altered = whole.slice();
      altered[bit >> 3]! ^= 1 << (bit & 7);
      storage.set('a', altered);
      expect(await over(storage).read()).toEqual({
        content: undefined,
        faults: [expect.stringMatching(/^it /)],
      });
    }
  });

  it('asks whether the data is whole', async () => {
    const storage = new Map<string, Uint8Array<ArrayBuffer>>();
    const checked = new Generations(storage, ({data}) => {
      if (new Float32Array(data)[0] === 2) throw new Error('it has a two');
    });
    for (const number of [1, 2]) await checked.write(content(number));
    expect(await checked.read()).toEqual({content: content(1), faults: ['it has a two']});
  });

  it('in a folder has the last content or the one before, wherever in a write the process dies', async () => {
    const open = () => new Generations(folderStorage(inFolder('backup')), () => {});
    const seen = new Set<number>();
    let operations = 0;
    let lived = false;
    while (!lived) {
      await open().remove();
      for (const number of [1, 2]) await open().write(content(number));
      operations += 1;
      lived = await livesThrough(operations, () => open().write(content(3)));
      const {content: found, faults} = await open().read();
      seen.add((found!.json as {number: number}).number);
      expect(faults).toEqual([]);
    }
    expect([...seen]).toEqual([2, 3]);
  });
});
