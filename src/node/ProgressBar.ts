import {afterFit} from '../callbacks/afterFit.js';
import {ProgressLogger, progressRules, type ProgressLoggerOptions} from '../callbacks/ProgressLogger.js';
import {progressText} from '../callbacks/progressText.js';
import type {TrainingProgress} from '../callbacks/TrainingProgress.js';
import {checkOptions} from '../internal/check.js';

const owner = 'ProgressBar';

/** What a {@link ProgressBar} needs of a stream. */
export interface ProgressStream {
  /** Takes text. */
  write(text: string): unknown;
  /** Whether it is a terminal, where a line can be overwritten. */
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
}

/** Options of {@link ProgressBar}. */
export interface ProgressBarOptions extends Omit<ProgressLoggerOptions, 'write'> {
  /** Where to write. @defaultValue process.stdout */
  stream?: ProgressStream;
}

/**
 * A bar for the epoch at hand on a terminal, and a line for each that is over; where there is no terminal, the lines alone.
 *
 * It is a `ProgressLogger` that draws what that reports, at most once in `interval`. Give `fit` `verbose: 0` with
 * tfjs-node, which shows a bar of its own otherwise.
 *
 * Keras: `ProgbarLogger`; Lightning: `TQDMProgressBar`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * import {progressBar} from 'tfjs-callbacks/node';
 *
 * await model.fit(x, y, {epochs: 20, verbose: 0, callbacks: progressBar()});
 * // Epoch 3/20 [========>           ] 41/100: loss 0.1234, learning_rate 0.001; 12 s, 1:28 left
 * ```
 */
export class ProgressBar extends ProgressLogger {
  /** Ends the line of a bar that is still there. */
  readonly #leave: () => void;

  constructor(options: ProgressBarOptions = {}) {
    const {write: _, ...rules} = progressRules;
    checkOptions(owner, options, {
      ...rules,
      stream: {
        must: 'a stream with a method write',
        kind: (value) => typeof (Object(value) as ProgressStream).write === 'function',
      },
    });
    const {stream = process.stdout, onProgress, digits = 4, ...others} = options;
    // Back to the first column, and the line emptied.
    const anew = stream.isTTY ? '\r\x1b[K' : '';
    let isDrawn = false;
    super(
      {
        ...{...others, digits},
        write: (line) => {
          isDrawn = false;
          stream.write(`${anew}${line}\n`);
        },
        onProgress: (progress) => {
          onProgress?.(progress);
          if (!anew || progress.finished) return;
          isDrawn = true;
          const text = progressText(progress, digits, barOf(progress));
          stream.write(anew + text.slice(0, (stream.columns ?? 80) - 1));
        },
      },
      owner,
    );
    this.#leave = () => {
      if (isDrawn) stream.write('\n');
      isDrawn = false;
    };
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    // An error is to have a line of its own.
    afterFit(this.model, this.#leave);
  }
}

function barOf({step, steps}: TrainingProgress): string {
  if (steps === undefined) return ` ${step}`;
  const width = 20;
  const done = Math.min(Math.floor((width * step) / steps), width);
  const bar = `${'='.repeat(done)}${done < width ? '>' : ''}`.padEnd(width);
  return ` [${bar}] ${step}/${steps}`;
}

/** As tfjs spells it: the same as `new ProgressBar(options)`. */
export function progressBar(options?: ProgressBarOptions): ProgressBar {
  return new ProgressBar(options);
}
