import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {show} from '../internal/show.js';

/** State of a callback that writes a file of lines, as JSON. */
export interface LineFileState {
  /** How far the file had come, in bytes; null before the first fit. */
  size: number | null;
}

/** How to begin with a file that may be there already. */
interface Beginning {
  /** Whether what it holds stays. */
  readonly append: boolean;
  /** Where it had come to once: what was written since is cut off. */
  readonly state: LineFileState | undefined;
  /** Whether a last line that has no end is nevertheless all there. */
  readonly isWhole: (line: string) => boolean;
}

/** A text file that grows by whole lines: each is one write, its end included. */
export class LineFile {
  readonly #path: string;
  readonly #warn: (message: string) => void;
  #size: number | null = null;
  /** Lines that could not be written yet. */
  #waiting = '';

  constructor(path: string, warn: (message: string) => void) {
    this.#path = path;
    this.#warn = warn;
  }

  get state(): LineFileState {
    return {size: this.#size};
  }

  /** Makes the file ready, and its folder if need be, and gives what it holds: lines that are whole. */
  begin({append, state, isWhole}: Beginning): string {
    const size = state?.size ?? null;
    const stays = (append || size !== null) && existsSync(this.#path);
    const bytes = stays ? readFileSync(this.#path).subarray(0, size ?? undefined) : Buffer.alloc(0);
    const end = bytes.lastIndexOf('\n') + 1;
    const last = bytes.toString('utf8', end);
    if (stays) {
      truncateSync(this.#path, end);
    } else {
      mkdirSync(dirname(this.#path), {recursive: true});
      writeFileSync(this.#path, '');
    }
    this.#waiting = '';
    this.#size = end;
    if (last && isWhole(last)) this.write(last);
    else if (last) this.#warn(`a line was torn and is cut off ${this.#path}: ${show(last)}.`);
    return bytes.toString('utf8', 0, end);
  }

  /**
   * Appends a line; one that cannot be written is kept for the next time, and a warning says so.
   *
   * @param header - The line that comes first where the file has none, new or removed by somebody.
   */
  write(line: string, header?: string): void {
    this.#waiting += `${line}\n`;
    const sizeNow = () => (existsSync(this.#path) ? statSync(this.#path).size : 0);
    const before = sizeNow();
    const text = before === 0 && header !== undefined ? `${header}\n${this.#waiting}` : this.#waiting;
    try {
      appendFileSync(this.#path, text);
      this.#size = before + Buffer.byteLength(text);
      this.#waiting = '';
    } catch (error) {
      // A full disk may have taken a part of it.
      if (sizeNow() > before) truncateSync(this.#path, before);
      this.#warn(`lines are kept for later, because they cannot be written: ${(error as Error).message}.`);
    }
  }
}
