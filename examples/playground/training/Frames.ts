/** Milliseconds of training between two pictures of the page. */
const patience = 50;

/** Lets a page draw while it trains, more often than the callbacks do, which mind the speed. */
export class Frames {
  #last = performance.now();

  /** Resolves when the page has had time to draw, if it is time for that. In a hidden tab nothing is drawn. */
  async drawn(): Promise<void> {
    if (!isSeen() || performance.now() - this.#last < patience) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#last = performance.now();
  }
}

const isSeen = (): boolean => 'document' in globalThis && !document.hidden;
