import {shortNumber} from '../dom/shortNumber.js';
import {percent} from '../run/percent.js';
import type {Run} from '../state/Run.js';
import type {EpochRecord} from '../../training/TrainingListener.js';

/** Tells screen readers how it goes: when something begins or ends, and at each quarter of the way. */
export class Announcer {
  readonly #room: HTMLElement;
  #areBoth = false;

  constructor(room: HTMLElement) {
    this.#room = room;
  }

  /** Two runs have to be called by their names. */
  nameRuns(areBoth: boolean): void {
    this.#areBoth = areBoth;
  }

  say(words: string): void {
    this.#room.textContent = words;
  }

  epoch(run: Run, {epoch, valLoss, valAccuracy}: EpochRecord): void {
    const epochs = run.settings?.epochs ?? 0;
    const quarter = Math.ceil(epochs / 4);
    if (epoch % quarter !== 0 || epoch === epochs) return;
    this.say(`${this.#who(run)}Epoch ${epoch} of ${epochs}: ${numbers(valLoss, valAccuracy)}.`);
  }

  ended(run: Run, reason: string): void {
    const last = run.records.epochs.at(-1);
    const at = last ? `: ${numbers(last.valLoss, last.valAccuracy)}` : '';
    const step = run.records.steps.at(-1) ?? 0;
    const words: Record<string, string> = {
      finished: `Training finished${at}.`,
      stopped: `Training stopped${at}.`,
      diverged: `The training has diverged at step ${step}. A lower learning rate may help.`,
    };
    this.say(this.#who(run) + (words[reason] ?? reason));
  }

  #who(run: Run): string {
    return this.#areBoth ? `${run.name.toUpperCase()}: ` : '';
  }
}

function numbers(loss: number, accuracy: number): string {
  return `validation loss ${shortNumber(loss)}, accuracy ${percent(accuracy)}`;
}
