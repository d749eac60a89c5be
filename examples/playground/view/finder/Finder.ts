import type {Settings} from '../../settings/Settings.js';
import type * as TrainingPart from '../../training/index.js';
import {shortNumber} from '../dom/shortNumber.js';
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
  #test: TrainingPart.RateTest | undefined;
  #isRunning = false;

  constructor(listener: FinderListener) {
    this.#listener = listener;
    this.panel = new FinderPanel((rate) => listener.take(rate));
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  async start(settings: Settings, part: Promise<typeof TrainingPart>): Promise<void> {
    this.#isRunning = true;
    this.panel.begin();
    this.#listener.changed();
    this.#listener.say('Range test started.');
    const {RateTest} = await part;
    this.#test = new RateTest(settings, {
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
        if (reason !== 'finished' && reason !== 'stopped') this.panel.say(reason);
      },
    });
    await this.#test.start();
    this.#test = undefined;
    this.#isRunning = false;
    this.#listener.changed();
  }

  stop(): void {
    this.#test?.stop();
  }
}
