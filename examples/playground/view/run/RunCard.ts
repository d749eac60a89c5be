import {planOf} from '../../settings/planOf.js';
import {dataOf, type Data} from '../../data/dataOf.js';
import type {Settings} from '../../settings/Settings.js';
import {BoundaryPicture} from '../boundary/BoundaryPicture.js';
import {windowOf} from '../boundary/windowOf.js';
import {BoundaryUpdates} from '../boundary/BoundaryUpdates.js';
import {element} from '../dom/element.js';
import {shortNumber} from '../dom/shortNumber.js';
import type {Run} from '../state/Run.js';
import {percent} from './percent.js';
import {sameData} from './sameData.js';

/** A run: its points with the decision boundary, how far it is, and its last numbers. */
export class RunCard {
  readonly element: HTMLElement;
  readonly #run: Run;
  readonly #picture: BoundaryPicture;
  readonly #updates: BoundaryUpdates;
  readonly #title = element('h2', {});
  readonly #status = element('span', {class: 'status'});
  readonly #bar = element('div');
  readonly #numbers = {epoch: number(), loss: number(), accuracy: number(), rate: number()};
  #data: {settings: Settings; data: Data} | undefined;

  constructor(run: Run) {
    this.#run = run;
    this.#picture = new BoundaryPicture(`Points of run ${run.name.toUpperCase()}`);
    this.#updates = new BoundaryUpdates(run, (field) => this.#picture.showField(field));
    const {epoch, loss, accuracy, rate} = this.#numbers;
    this.element = element(
      'div',
      {class: `run-card card ${run.name}`},
      element('div', {class: 'run-head'}, this.#title, this.#status),
      element('div', {class: 'progress', 'aria-hidden': 'true'}, this.#bar),
      element(
        'div',
        {class: 'run-main'},
        this.#picture.element,
        element(
          'dl',
          {class: 'numbers'},
          ...entry('Epoch', epoch),
          ...entry('Loss', loss),
          ...entry('Accuracy', accuracy),
          ...entry('Rate', rate),
        ),
      ),
      element(
        'p',
        {class: 'key'},
        element('span', {}, '● filled: to train with'),
        element('span', {}, '○ hollow: to validate with'),
      ),
    );
  }

  /** Shows the run, or what it would be with these settings. */
  show(settings: Settings, isCompared: boolean): void {
    const {state, records, reason} = this.#run;
    const of = this.#run.isActive || this.#stillStands(settings) ? this.#run.settings! : settings;
    this.#showData(of);
    if (state === 'ready' || (state === 'ended' && of === settings && of !== this.#run.settings)) {
      this.#picture.showField(undefined);
    }
    const {totalSteps} = planOf(this.#run.settings ?? settings);
    const {epochs: planned} = this.#run.settings ?? settings;
    const done = records.steps.at(-1) ?? 0;
    this.#bar.style.transform = `scaleX(${Math.min(done / totalSteps, 1)})`;
    const words = statusWords(this.#run, totalSteps);
    write(this.#title, isCompared ? this.#run.name.toUpperCase() : 'Decision boundary');
    write(this.#status, words);
    const isSad = isWrong(reason) || (state === 'ended' && records.isWorse);
    this.#status.toggleAttribute('data-wrong', isSad);
    // There is no room for both.
    this.#title.hidden = isSad && !isCompared;
    this.#status.title = words;

    const last = records.epochs.at(-1);
    write(this.#numbers.epoch, `${last?.epoch ?? 0} / ${planned}`);
    write(this.#numbers.loss, last ? shortNumber(last.valLoss) : '–');
    write(this.#numbers.accuracy, last ? percent(last.valAccuracy) : '–');
    write(
      this.#numbers.rate,
      shortNumber(this.#run.held ?? records.learningRates.at(-1) ?? settings.learningRate),
    );
  }

  /** After an epoch; in detail at the end. */
  updateBoundary(inDetail: boolean): void {
    if (!this.#data) return;
    const extent = windowOf(this.#data.data);
    if (!inDetail) this.#updates.afterEpoch(extent);
    else void this.#updates.inDetail(extent);
    const last = this.#run.records.epochs.at(-1);
    if (inDetail && last) {
      this.#picture.describe(
        `Points of run ${this.#run.name.toUpperCase()} before the areas that the network gives to each class; ` +
          `${percent(last.valAccuracy)} of the validation points lie in their own.`,
      );
    }
  }

  redraw(): void {
    this.#picture.redraw();
  }

  /** Whether what has been trained is about the points of these settings. */
  #stillStands(settings: Settings): boolean {
    const {settings: trained, state} = this.#run;
    return state === 'ended' && trained !== undefined && sameData(trained, settings);
  }

  #showData(settings: Settings): void {
    if (!this.#data || !sameData(this.#data.settings, settings)) {
      this.#data = {settings, data: dataOf(settings)};
    }
    this.#picture.showPoints(this.#data.data);
  }
}

function number(): HTMLElement {
  return element('dd', {}, '–');
}

function entry(name: string, value: HTMLElement): [HTMLElement] {
  return [element('div', {}, element('dt', {}, name), value)];
}

/** A screen reader need not hear again what has not changed, nor the page be laid out anew. */
function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

const plainReasons = ['finished', 'stopped'];

function isWrong(reason: string | undefined): boolean {
  return reason !== undefined && !plainReasons.includes(reason);
}

function statusWords({state, reason, records}: Run, totalSteps: number): string {
  const done = (records.steps.at(-1) ?? 0).toLocaleString('en');
  const total = totalSteps.toLocaleString('en');
  const progress = `step ${done} of ${total}`;
  if (state === 'ready') return 'Press Train';
  if (state === 'loading') return 'Loading TensorFlow.js …';
  if (state === 'training') return progress;
  if (state === 'paused') return `Paused, ${progress}`;
  if (reason === 'diverged') return `Diverged at step ${done}: try a lower rate`;
  if (reason === 'stopped') return `Stopped, ${progress}`;
  if (reason !== 'finished') return reason ?? '';
  return records.isWorse ? 'Finished, worse than untrained: try a lower rate' : `Finished, ${total} steps`;
}
