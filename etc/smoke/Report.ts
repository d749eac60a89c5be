/** Says of each thing that was tried what came of it, in one line, and counts. */
export class Report {
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  /** An attempt returns what there is to say of it; when it throws, that is shown and the next one is made. */
  async tried(what: string, attempt: () => Promise<string>): Promise<void> {
    const begin = performance.now();
    try {
      const result = await attempt();
      this.#passed += 1;
      console.log(`PASS ${what}: ${result} (${seconds(begin)} s)`);
    } catch (error) {
      this.#failed += 1;
      console.log(error instanceof Error ? error.message : error);
      console.log(`FAIL ${what} (${seconds(begin)} s)`);
    }
  }

  skipped(what: string, why: string): void {
    this.#skipped += 1;
    console.log(`SKIPPED ${what}: ${why}`);
  }

  /** The last line; a failure is the exit code 1. */
  sum(): void {
    console.log(`packed package: ${this.#passed} passed, ${this.#failed} failed, ${this.#skipped} skipped`);
    if (this.#failed > 0) process.exitCode = 1;
  }
}

function seconds(begin: number): string {
  return ((performance.now() - begin) / 1000).toFixed(0);
}
