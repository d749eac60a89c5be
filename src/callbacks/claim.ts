/** Per fit (tfjs gives all its callbacks one `params` object): who writes what. */
const writers = new WeakMap<object, Map<string, string>>();

/** Makes `writer` the only one to write a setting in this fit; a second one is an error that names both. */
export function claim(params: object, setting: string, writer: string): void {
  const claimed = writers.get(params) ?? new Map<string, string>();
  const other = claimed.get(setting);
  if (other !== undefined) {
    throw new TypeError(
      `${writer}: must be the only writer of the ${setting} in a fit; got ${other} beside it. ` +
        `Keep one of the two, or make one schedule of both.`,
    );
  }
  writers.set(params, claimed.set(setting, writer));
}
