import type {Logs} from '@tensorflow/tfjs';
import {TrainingCallback} from '../callbacks/TrainingCallback.js';
import {checkOptions, flag, required} from '../internal/check.js';
import {readLogs} from '../internal/readLogs.js';
import {filenameRule} from './filenameRule.js';
import {LineFile, type LineFileState} from './LineFile.js';

const owner = 'JSONLinesLogger';

/** Options of {@link JSONLinesLogger}. */
export interface JSONLinesLoggerOptions {
  /** Path of the file; its folder is made if need be. */
  filename: string;
  /** Whether to go on behind what the file holds; otherwise each fit begins it anew. @defaultValue false */
  append?: boolean;
}

/**
 * Writes a line of JSON into a file after each epoch: an object of the epoch, counted from 0, and all that is logged in it
 * by tfjs and by the callbacks that stand before.
 *
 * Numbers are exact; those that JSON does not have are the strings `"NaN"`, `"Infinity"` and `"-Infinity"`, of which
 * `Number` and Python's `float` make the number. Epochs need not have the same metrics.
 *
 * A line is written whole or not at all. With `append: true` a line torn by a kill is cut off, with a warning that shows
 * it; lines of epochs that are trained again follow the ones there are. After `setState`, the file is first cut back to
 * where it was at `getState`: then no epoch is in it twice. A line that cannot be written, as on a full disk, is written
 * with the next; training goes on.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when the file cannot
 * be made.
 *
 * @example
 * ```ts
 * import {jsonLinesLogger} from 'tfjs-callbacks/node';
 *
 * await model.fit(x, y, {epochs: 20, callbacks: jsonLinesLogger({filename: 'logs/training.jsonl'})});
 * // {"epoch":0,"loss":0.3344…,"mae":0.5034…}
 * ```
 *
 * @see {@link https://jsonlines.org | JSON Lines}
 */
export class JSONLinesLogger extends TrainingCallback<LineFileState> {
  readonly #append: boolean;
  readonly #file: LineFile;

  constructor(options: JSONLinesLoggerOptions) {
    super(owner);
    checkOptions(owner, options, {filename: required(filenameRule), append: flag});
    const {filename, append = false} = options;
    this.#append = append;
    this.#file = new LineFile(filename, (message) => this.warnOnce(message));
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#file.begin({append: this.#append, state: this.takeState(), isWhole: isJSON});
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const values = {epoch, ...(await readLogs(logs))};
    const finite = (_name: string, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
    this.#file.write(JSON.stringify(values, finite));
  }

  protected override currentState(): LineFileState {
    return this.#file.state;
  }
}

function isJSON(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** As tfjs spells it: the same as `new JSONLinesLogger(options)`. */
export function jsonLinesLogger(options: JSONLinesLoggerOptions): JSONLinesLogger {
  return new JSONLinesLogger(options);
}
