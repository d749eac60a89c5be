/** What lies between a moment at which a training can be stopped and the next one. */
export type Stretch = 'first batch' | 'batch' | 'last batch' | 'end of epoch';

/** Foresees when a training can be stopped next, from the time that each kind of stretch took on average. */
export class Pace {
  readonly #means = new Map<Stretch, {readonly count: number; readonly mean: number}>();
  #at: number | undefined;

  /** Where one stretch ends and another begins: the time at which that one is expected to end. */
  next(now: number, ended: Stretch, ahead: Stretch): number {
    // What ends first of all is not counted: in it a GPU gets its programs.
    if (this.#at !== undefined) this.#count(ended, now - this.#at);
    this.#at = now;
    return now + (this.#means.get(ahead)?.mean ?? 0);
  }

  #count(stretch: Stretch, took: number): void {
    const {count, mean} = this.#means.get(stretch) ?? {count: 0, mean: 0};
    this.#means.set(stretch, {count: count + 1, mean: mean + (took - mean) / (count + 1)});
  }
}
