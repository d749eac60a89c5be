import {afterEach, describe, expect, it} from '@jest/globals';
import {macrotask} from '../../src/internal/macrotask';

const hosts = {setImmediate: globalThis.setImmediate, MessageChannel: globalThis.MessageChannel};

afterEach(() => {
  Object.assign(globalThis, hosts);
});

describe('macrotask', () => {
  it.each([
    ['Node', []],
    ['a browser', ['setImmediate']],
    ['a host without either', ['setImmediate', 'MessageChannel']],
  ])('resolves after microtasks and due timers in %s', async (_host, missing) => {
    for (const name of missing) Object.assign(globalThis, {[name]: undefined});
    const order: string[] = [];
    const turned = macrotask().then(() => order.push('macrotask'));
    await Promise.resolve().then(() => order.push('microtask'));
    await turned;
    expect(order).toEqual(['microtask', 'macrotask']);
  });
});
