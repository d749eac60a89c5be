import {jest} from '@jest/globals';
import fs from 'node:fs/promises';

/** Dies at an operation on files: of a write to a file it does a half, and after it nothing is done any more. */
class Death {
  #left: number;
  constructor(operations: number) {
    this.#left = operations;
  }

  /** The modules of Node, or the handles of files, until it dies. */
  mortal<T extends object>(living: T): T {
    return new Proxy(living, {
      get: (_, name) => {
        const method = Reflect.get(living, name) as unknown;
        if (typeof method !== 'function') return method;
        // Of a process that died the system closes the files.
        if (name === 'close') return () => Reflect.apply(method, living, []) as unknown;
        return async (...args: unknown[]) => {
          this.#left -= 1;
          if (this.#left === 0 && name === 'writeFile') {
            const [content] = args as [string | Uint8Array];
            await Reflect.apply(method, living, [content.slice(0, content.length / 2)]);
          }
          if (this.#left <= 0) throw new Error('died');
          const result = (await Reflect.apply(method, living, args)) as unknown;
          return name === 'open' ? this.mortal(result as object) : result;
        };
      },
    });
  }
}

/** Does something with a file system that dies after so many operations; says whether it lived to the end. */
export async function livesThrough(operations: number, action: () => Promise<unknown>): Promise<boolean> {
  const builtin = process.getBuiltinModule.bind(process);
  const mortal = new Death(operations).mortal(fs);
  const spy = jest
    .spyOn(process, 'getBuiltinModule')
    .mockImplementation((name: string) => (name === 'node:fs/promises' ? mortal : builtin(name)));
  try {
    await action();
    return true;
  } catch (error) {
    if ((error as Error).message !== 'died') throw error;
    return false;
  } finally {
    spy.mockRestore();
  }
}
