import type {Settings} from '../../settings/Settings.js';
import type * as TrainingPart from '../../training/index.js';
import {shortNumber} from '../dom/shortNumber.js';
import {notLoaded} from '../state/notLoaded.js';
import {FinderPanel} from './FinderPanel.js';

export interface FinderListener {
  /** It has begun or ended. */
  changed(): void;
  /** Something that screen readers should say. */
  say(words: string): void;
  /** A suggestion is taken over. */
  take(rate: number): void;
}

/** Runs range tests, one at a time, and shows them. */
export class Finder {
  readonly panel: FinderPanel;
  readonly #listener: FinderListener;
  /** The test that is under way; it has none of tfjs until that is loaded. */
  #running: {test?: TrainingPart.RateTest} | undefined;

  constructor(listener: FinderListener) {
    this.#listener = listener;
    this.panel = new FinderPanel((rate) => listener.take(rate));
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  async start(settings: Settings, part: Promise<typeof TrainingPart>): Promise<void> {
    const running: {test?: TrainingPart.RateTest} = {};
    this.#running = running;
    this.panel.begin();
    this.#listener.changed();
    this.#listener.say('Range test started.');
    const loaded = await part.catch(() => undefined);
    // Stopped while tfjs was loading.
    if (this.#running !== running) return;
    try {
      if (loaded) await (running.test = this.#newTest(settings, loaded.RateTest)).start();
      else this.#fail(notLoaded);
    } finally {
      this.#end();
    }
  }

  /** What there is until then is judged. */
  stop(): void {
    if (this.#running?.test) this.#running.test.stop();
    else this.#end();
  }

  #end(): void {
    this.#running = undefined;
    this.#listener.changed();
  }

  #fail(reason: string): void {
    this.panel.say(reason);
    this.#listener.say(reason);
  }

  #newTest(settings: Settings, RateTest: typeof TrainingPart.RateTest): TrainingPart.RateTest {
    return new RateTest(settings, {
      point: (point) => this.panel.add(point),
      suggestions: (suggestions) => {
        this.panel.suggest(suggestions);
        this.panel.showRate(settings.learningRate);
        const first = suggestions[0];
        if (!first)
          this.panel.say(
            'No rate can be suggested: the loss never fell clearly. Another network or optimizer may help.',
          );
        this.#listener.say(
          first
            ? `Range test ended. ${suggestions.length} suggestions; ${first.label}: ${shortNumber(first.learningRate, 2)}.`
            : 'Range test ended without a suggestion.',
        );
      },
      ended: (reason) => {
        if (reason !== 'finished' && reason !== 'stopped') this.#fail(reason);
      },
    });
  }
}
