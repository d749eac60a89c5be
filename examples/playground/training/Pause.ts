/** A door that training stands in front of while it is shut. */
export class Pause {
  #open: (() => void) | undefined;
  #opened: Promise<void> | undefined;

  get isShut(): boolean {
    return this.#opened !== undefined;
  }

  shut(): void {
    this.#opened ??= new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open?.();
    this.#opened = undefined;
  }

  /** Resolves when it is open, and stays so until then however often it is opened and shut. */
  async passed(): Promise<void> {
    while (this.#opened) await this.#opened;
  }
}
