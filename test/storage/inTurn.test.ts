import {describe, expect, it} from '@jest/globals';
import {inTurn} from '../../src/storage/inTurn';

describe('inTurn', () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  /** Begins and ends are noted; between them the event loop turns. */
  function recorded() {
    const seen: string[] = [];
    const act = async (name: string) => {
      seen.push(`${name} begins`);
      await turn();
      seen.push(`${name} ends`);
      return name;
    };
    return {seen, act};
  }

  it('begins at a place when what was begun there before has ended, and gives its result', async () => {
    const {seen, act} = recorded();
    const results = ['a', 'b', 'c'].map((name) => inTurn('place', () => act(name)));
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('lets other places be', async () => {
    const {seen, act} = recorded();
    await Promise.all(['a', 'b'].map((name) => inTurn(name, () => act(name))));
    expect(seen).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
  });

  it('goes on after what failed, whose error is for the one who began it', async () => {
    const {seen, act} = recorded();
    const failing = inTurn('place', () => act('a').then(() => Promise.reject(new Error('mine'))));
    const next = inTurn('place', () => act('b'));
    await expect(failing).rejects.toThrow('mine');
    expect(await next).toBe('b');
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});
