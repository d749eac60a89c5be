/** Milliseconds from the last change until it is in the address: Safari allows 100 changes in half a minute. */
const delay = 300;

/** Keeps the address of the page as its settings are. */
export class Link {
  #hash = location.hash.slice(1);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is to stand behind the `#`, in a moment. */
  set(hash: string): void {
    this.#hash = hash;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.write(), delay);
  }

  /** Writes it at once, and gives the whole link. */
  write(): string {
    clearTimeout(this.#timer);
    if (this.#hash === location.hash.slice(1)) return location.href;
    const link = new URL(`#${this.#hash}`, location.href).href;
    try {
      history.replaceState(null, '', link);
    } catch {
      // The browser has had enough of them for now: the link is right all the same, and the next change is written.
    }
    return link;
  }
}
