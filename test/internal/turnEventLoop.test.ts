import {afterEach, describe, expect, it, jest} from '@jest/globals';
import {turnEventLoop} from '../../src/internal/turnEventLoop';

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

afterEach(() => {
  jest.restoreAllMocks();
});

describe('turnEventLoop', () => {
  it('turns once for each 150 ms that pass between batches, and not otherwise', async () => {
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const fit = {};
    const counter = turnCounter();
    const turnsAt: number[] = [];
    for (let batch = 0; batch < 100; batch++) {
      const before = counter.turns();
      await turnEventLoop(fit);
      if (counter.turns() > before) turnsAt.push(clock);
      clock += 10;
    }
    counter.stop();
    expect(turnsAt).toEqual([150, 300, 450, 600, 750, 900]);
  });

  it('waits for nothing while somebody else lets the loop turn', async () => {
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const fit = {};
    let waited = 0;
    for (let batch = 0; batch < 50; batch++) {
      const counter = turnCounter();
      await turnEventLoop(fit);
      waited += counter.turns();
      counter.stop();
      await new Promise((resolve) => setImmediate(resolve));
      clock += 1000;
    }
    expect(waited).toBe(0);
  });

  it('counts its patience from the last turn, whoever let the loop turn', async () => {
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const fit = {};
    await turnEventLoop(fit);
    await new Promise((resolve) => setImmediate(resolve));
    const counter = turnCounter();
    for (clock of [10, 159]) await turnEventLoop(fit);
    expect(counter.turns()).toBe(0);
    clock = 160;
    await turnEventLoop(fit);
    expect(counter.turns()).toBe(2);
    counter.stop();
  });

  it('has one macrotask for all callbacks of a fit', async () => {
    const post = jest.spyOn(globalThis, 'setImmediate');
    const [fit, other] = [{}, {}];
    for (let callback = 0; callback < 3; callback++) await turnEventLoop(fit);
    expect(post).toHaveBeenCalledTimes(1);
    await turnEventLoop(other);
    expect(post).toHaveBeenCalledTimes(2);
  });
});
