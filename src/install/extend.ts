interface Extension {
  /** How many have extended the object and not undone it. */
  users: number;
  readonly undo: () => void;
}

// Registered, so that the ESM and the CommonJS build of the library know each other's.
const extension: unique symbol = Symbol.for('tfjs-callbacks.install') as never;

/**
 * Gives an object more members, until the last of those who did so has undone it. Of the members it has already only
 * those named in `replaced` change.
 */
export function extend(
  path: string,
  target: object & {[extension]?: Extension},
  members: object,
  replaced: readonly string[] = [],
): () => void {
  const made = target[extension] ?? extended(path, target, members, replaced);
  made.users += 1;
  let used = true;
  return () => {
    if (!used) return;
    used = false;
    made.users -= 1;
    if (made.users === 0) made.undo();
  };
}

function extended(path: string, target: object, members: object, replaced: readonly string[]): Extension {
  const undos: (() => void)[] = [];
  const put = (name: PropertyKey, value: unknown, enumerable: boolean): void => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, {configurable: true, writable: true, enumerable, ...before, value});
    undos.push(() => {
      // What somebody else has put there since is not ours to remove.
      if (Reflect.get(target, name) !== value) return;
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  };

  const theirs = Object.keys(members).filter((name) => name in target && !replaced.includes(name));
  if (theirs.length > 0) {
    const list = theirs.map((name) => `${path}.${name}`).join(', ');
    console.warn(`install: there is ${list} already, which stays; import ours from 'tfjs-callbacks'.`);
  }
  for (const [name, member] of Object.entries(members)) {
    if (!theirs.includes(name)) put(name, member, true);
  }
  const made = {users: 0, undo: () => undos.forEach((undo) => undo())};
  put(extension, made, false);
  return made;
}
