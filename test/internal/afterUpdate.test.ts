import {describe, expect, it} from '@jest/globals';
import {afterUpdate} from '../../src/internal/afterUpdate';

describe('afterUpdate', () => {
  it('calls every listener in order, once, when the loss is put in, and leaves an ordinary property', () => {
    const logs: Record<string, unknown> = {};
    const calls: string[] = [];
    afterUpdate(logs, () => calls.push('first'));
    afterUpdate(logs, () => calls.push('second'));
    expect(Object.keys(logs)).toEqual([]);
    expect(calls).toEqual([]);

    logs['loss'] = 1;
    expect(calls).toEqual(['first', 'second']);
    logs['loss'] = 2;
    expect(calls).toEqual(['first', 'second']);
    expect(Object.getOwnPropertyDescriptor(logs, 'loss')).toEqual({
      ...{value: 2, configurable: true, enumerable: true, writable: true},
    });
  });
});
