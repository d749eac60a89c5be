import type {Logs} from '@tensorflow/tfjs';
import {TrainingCallback} from '../callbacks/TrainingCallback.js';
import {checkOptions, flag, required} from '../internal/check.js';
import {readLogs} from '../internal/readLogs.js';
import {show} from '../internal/show.js';
import {csvField, csvRecord} from './csv.js';
import {filenameRule} from './filenameRule.js';
import {LineFile, type LineFileState} from './LineFile.js';

const owner = 'CSVLogger';

/** Options of {@link CSVLogger}. */
export interface CSVLoggerOptions {
  /** Path of the file; its folder is made if need be. */
  filename: string;
  /** What stands between two values. @defaultValue ',' */
  separator?: string;
  /** Whether to go on behind what the file holds; otherwise each fit begins it anew. @defaultValue false */
  append?: boolean;
}

/**
 * Writes a row into a CSV file after each epoch: the epoch, counted from 0, and all that is logged in it by tfjs and by
 * the callbacks that stand before, in alphabetical order.
 *
 * Numbers are exact, and `NaN` and `Infinity` spelt as Python, pandas, R and JavaScript all read them. The columns are
 * those of the first row; what an epoch does not have, such as the validation of one that is broken off, is `NA`, and of
 * what comes later it warns. Unlike Keras it ends lines with a line feed alone, and foresees no columns.
 *
 * A row is written whole or not at all. With `append: true` the header that the file has stays, and decides the columns; a
 * row torn by a kill is cut off, with a warning that shows it; rows of epochs that are trained again follow the ones
 * there are, as in Keras. After `setState`, the file is first cut back to where it was at `getState`: then no epoch is in
 * it twice. A row that cannot be written, as on a full disk, is written with the next; training goes on. A file that is
 * removed in the middle of a training begins again with its header.
 *
 * Keras: `CSVLogger`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when the file cannot
 * be made, or is to be continued and has another header.
 *
 * @example
 * ```ts
 * import {csvLogger} from 'tfjs-callbacks/node';
 *
 * await model.fit(x, y, {epochs: 20, callbacks: [learningRateMonitor(), csvLogger({filename: 'logs/training.csv'})]});
 * // epoch,learning_rate,loss,mae
 * // 0,0.1,0.3344…
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/csv_logger/ | Keras}
 */
export class CSVLogger extends TrainingCallback<LineFileState> {
  readonly #options: Required<CSVLoggerOptions>;
  readonly #file: LineFile;
  /** The columns behind that of the epoch; undefined before there is a header. */
  #columns: readonly string[] | undefined;

  constructor(options: CSVLoggerOptions) {
    super(owner);
    checkOptions(owner, options, {
      filename: required(filenameRule),
      separator: {
        must: 'one character that numbers, names and quotes do not have',
        kind: (value) => typeof value === 'string',
        test: (value: string) => /^[^\w."'+\r\n-]$/.test(value),
      },
      append: flag,
    });
    const {filename, separator = ',', append = false} = options;
    this.#options = {filename, separator, append};
    this.#file = new LineFile(filename, (message) => this.warnOnce(message));
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const {filename, separator, append} = this.#options;
    this.#columns = undefined;
    // The last number of a row may be torn and look whole.
    const text = this.#file.begin({append, state: this.takeState(), isWhole: () => false});
    if (text === '') return;

    const [first, ...columns] = csvRecord(text, separator);
    if (first !== 'epoch') {
      throw new TypeError(
        `${owner}: \`filename\` must be a file with the header epoch${separator}…; ` +
          `got ${show(filename)} with ${show(first)}. Write to another file, or without append: true.`,
      );
    }
    this.#columns = columns;
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {filename, separator} = this.#options;
    const {epoch: _, ...values} = await readLogs(logs);
    const row = (fields: readonly unknown[]) => fields.map((one) => csvField(one, separator)).join(separator);
    const names = Object.keys(values);
    this.#columns ??= names.sort();
    const columns = this.#columns;
    const late = names.filter((name) => !columns.includes(name));
    if (late.length > 0) {
      this.warnOnce(`${filename} has no column for ${late.join(', ')}: its first row did not have it.`);
    }
    this.#file.write(
      row([epoch, ...columns.map((name) => values[name] ?? 'NA')]),
      row(['epoch', ...columns]),
    );
  }

  protected override currentState(): LineFileState {
    return this.#file.state;
  }
}

/** As tfjs spells it: the same as `new CSVLogger(options)`. */
export function csvLogger(options: CSVLoggerOptions): CSVLogger {
  return new CSVLogger(options);
}
