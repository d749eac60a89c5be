import {describe, expect, it} from '@jest/globals';
import {EventLoop} from '../../src/internal/EventLoop';

/** Counts turns of the real event loop. */
function turnCounter() {
  let turns = 0;
  let running = true;
  const count = () => {
    turns += 1;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  return {turns: () => turns, stop: () => (running = false)};
}

describe('EventLoop', () => {
  it('turns once for each 150 ms that pass between batches, and not otherwise', async () => {
    let clock = 0;
    const eventLoop = new EventLoop(() => clock);
    const counter = turnCounter();
    const turnsAt: number[] = [];
    for (let batch = 0; batch < 100; batch++) {
      const before = counter.turns();
      await eventLoop.turn();
      if (counter.turns() > before) turnsAt.push(clock);
      clock += 10;
    }
    counter.stop();
    expect(turnsAt).toEqual([150, 300, 450, 600, 750, 900]);
  });

  it('waits for nothing while somebody else lets the loop turn', async () => {
    let clock = 0;
    const eventLoop = new EventLoop(() => clock);
    let waited = 0;
    for (let batch = 0; batch < 50; batch++) {
      const counter = turnCounter();
      await eventLoop.turn();
      waited += counter.turns();
      counter.stop();
      await new Promise((resolve) => setImmediate(resolve));
      clock += 1000;
    }
    expect(waited).toBe(0);
  });

  it('is one for all callbacks of a fit', () => {
    const params = {};
    expect(EventLoop.of(params)).toBe(EventLoop.of(params));
    expect(EventLoop.of({})).not.toBe(EventLoop.of(params));
  });
});
