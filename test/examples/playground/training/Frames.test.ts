import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {Frames} from '../../../../examples/playground/training/Frames';
import {toldBy} from '../small';

let hidden: boolean;
let now: number;
beforeEach(() => {
  hidden = false;
  now = 0;
  Object.defineProperty(globalThis, 'document', {get: () => ({hidden}), configurable: true});
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'document');
  jest.restoreAllMocks();
});

/** Whether the event loop turns until there has been time to draw. */
async function turns(frames: Frames): Promise<boolean> {
  let turned = false;
  const timer = setTimeout(() => (turned = true));
  await frames.drawn();
  clearTimeout(timer);
  return turned;
}

describe('Frames', () => {
  it('lets the page draw every 50 ms', async () => {
    const frames = new Frames();
    const turned: boolean[] = [];
    for (now of [0, 49, 50, 60, 99, 100, 200]) turned.push(await turns(frames));
    expect(turned).toEqual([false, false, true, false, false, true, true]);
  });

  it('counts from when the page has drawn', async () => {
    const frames = new Frames();
    now = 50;
    const drawn = frames.drawn();
    now = 70;
    await drawn;
    now = 119;
    expect(await turns(frames)).toBe(false);
    now = 120;
    expect(await turns(frames)).toBe(true);
  });

  it('waits for nothing in a hidden tab, and where there is no page', async () => {
    const frames = new Frames();
    now = 1000;
    hidden = true;
    expect(await turns(frames)).toBe(false);
    Reflect.deleteProperty(globalThis, 'document');
    expect(await turns(frames)).toBe(false);
  });

  it('is asked after each update of a training', async () => {
    let turned = 0;
    const timer = setInterval(() => (turned += 1));
    const seen: number[] = [];
    await toldBy({}, () => {
      seen.push(turned);
      now += 50;
    });
    clearInterval(timer);
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
  });
});
