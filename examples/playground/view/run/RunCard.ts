import {planOf} from '../../settings/planOf.js';
import {dataOf, type Data} from '../../data/dataOf.js';
import type {Settings} from '../../settings/Settings.js';
import {urlOf} from '../../settings/urlOf.js';
import {BoundaryPicture} from '../boundary/BoundaryPicture.js';
import {BoundaryUpdates} from '../boundary/BoundaryUpdates.js';
import type {Field} from '../boundary/drawField.js';
import {windowOf} from '../boundary/windowOf.js';
import {element} from '../dom/element.js';
import {shortNumber} from '../dom/shortNumber.js';
import type {Records} from '../state/Records.js';
import type {Run} from '../state/Run.js';
import {percent} from './percent.js';
import {sameData} from './sameData.js';
import {standing} from './standing.js';

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
  #field: {field: Field; of: Records} | undefined;

  constructor(run: Run) {
    this.#run = run;
    this.#picture = new BoundaryPicture(`Points of run ${run.name.toUpperCase()}`);
    this.#updates = new BoundaryUpdates(run, (field) => {
      this.#field = {field, of: run.records};
      this.#showField();
    });
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

  /**
   * Shows the run, or what it would be with these settings: what was trained with other points is kept, but not shown.
   *
   * @param isWaiting - Whether the other run is under way, and this one will begin with the next training.
   */
  show(settings: Settings, {isCompared, isWaiting}: {isCompared: boolean; isWaiting: boolean}): void {
    this.#showData((this.#run.isActive && this.#run.settings) || settings);
    this.#showField();
    const run = this.#standing;
    const planned = run?.settings ?? settings;
    const {totalSteps} = planOf(planned);
    const done = run?.records.steps.at(-1) ?? 0;
    this.#bar.style.transform = `scaleX(${Math.min(done / totalSteps, 1)})`;
    const isSad =
      run !== undefined && (isWrong(run.reason) || (run.state === 'ended' && run.records.isWorse));
    const isChanged = !isSad && urlOf(planned) !== urlOf(settings);
    const ready = isWaiting ? 'Starts with the next training' : 'Press Train';
    const words = run ? statusWords(run, totalSteps) : ready;
    const all = isChanged ? `${words}. Changes apply to the next training.` : words;
    write(this.#title, isCompared ? this.#run.name.toUpperCase() : 'Decision boundary');
    write(this.#status, all);
    this.#status.toggleAttribute('data-wrong', isSad);
    this.#status.toggleAttribute('data-changed', isChanged);
    // There is no room for both.
    this.#title.hidden = (isSad || isChanged) && !isCompared;
    this.#status.title = all;

    const last = run?.records.epochs.at(-1);
    write(this.#numbers.epoch, `${last?.epoch ?? 0} / ${planned.epochs}`);
    write(this.#numbers.loss, last ? shortNumber(last.valLoss) : '–');
    write(this.#numbers.accuracy, last ? percent(last.valAccuracy) : '–');
    const rate = run?.held ?? run?.records.learningRates.at(-1) ?? planned.learningRate;
    write(this.#numbers.rate, shortNumber(rate));
    const areas =
      last && run?.state === 'ended'
        ? ` before the areas that the network gives to each class; ${percent(last.valAccuracy)} of the validation points lie in their own.`
        : '';
    this.#picture.describe(`Points of run ${this.#run.name.toUpperCase()}${areas}`);
  }

  /** After an epoch; in detail at the end. */
  updateBoundary(inDetail: boolean): void {
    if (!this.#data) return;
    const extent = windowOf(this.#data.data);
    if (!inDetail) this.#updates.afterEpoch(extent);
    else void this.#updates.inDetail(extent);
  }

  redraw(): void {
    this.#picture.redraw();
  }

  /** The run, when it is about the points that are drawn. */
  get #standing(): Run | undefined {
    return this.#data && standing(this.#run, this.#data.settings);
  }

  #showField(): void {
    const {field, of} = this.#field ?? {};
    this.#picture.showField(of === this.#standing?.records ? field : undefined);
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
  if (state === 'loading') return 'Loading TensorFlow.js …';
  if (state === 'training') return progress;
  if (state === 'paused') return `Paused, ${progress}`;
  if (reason === 'diverged') return `Diverged at step ${done}: try a lower rate`;
  if (reason === 'stopped') return `Stopped, ${progress}`;
  if (reason !== 'finished') return reason ?? '';
  return records.isWorse ? 'Finished, worse than untrained: try a lower rate' : `Finished, ${total} steps`;
}
