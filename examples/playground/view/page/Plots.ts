import {planOf} from '../../settings/planOf.js';
import type {Settings} from '../../settings/Settings.js';
import {plannedRates} from '../charts/plannedRates.js';
import {StepCharts, type Course} from '../charts/StepCharts.js';
import {radioField} from '../controls/radioField.js';
import {element} from '../dom/element.js';
import type {FinderPanel} from '../finder/FinderPanel.js';
import {standing} from '../run/standing.js';
import {Records} from '../state/Records.js';
import type {Run} from '../state/Run.js';
import type {RunName, State} from '../state/State.js';

const nothing = new Records();

type PanelName = 'training' | 'finder';

/** The charts of the training, or the range test: there is room for one of them. */
export class Plots {
  readonly element: HTMLElement;
  readonly #charts = new StepCharts();
  readonly #finder: FinderPanel;
  readonly #panels: Readonly<Record<PanelName, HTMLElement>>;
  readonly #choice;
  #planned = new WeakMap<Settings, ReturnType<typeof plannedRates>>();

  constructor(finder: FinderPanel) {
    this.#finder = finder;
    this.#panels = {
      training: element('div', {class: 'panel'}, ...this.#charts.elements),
      finder: finder.element,
    };
    this.#choice = radioField<PanelName>({
      ...{name: 'panel', label: 'Charts of'},
      values: {training: 'Training', finder: 'Range test'},
      onChange: (name) => this.open(name),
    });
    const head = element('div', {class: 'plots-head'}, this.#choice.element);
    this.element = element('div', {class: 'plots-card card'}, head, ...Object.values(this.#panels));
    this.open('training');
  }

  open(name: PanelName): void {
    this.#choice.show(name);
    for (const [other, panel] of Object.entries(this.#panels)) panel.hidden = other !== name;
  }

  /** Shows the runs, or the plans of what they would be: what was trained with other points is kept, but not shown. */
  show({a, b}: State, runs: Readonly<Record<RunName, Run>>): void {
    const [one, other] = [this.#course(a, runs.a), b && this.#course(b, runs.b)];
    this.#charts.show({a: one, b: other, totalSteps: Math.max(one.totalSteps, other?.totalSteps ?? 0)});
  }

  #course(settings: Settings, run: Run): Course & {totalSteps: number} {
    const shown = standing(run, settings);
    const of = shown?.settings ?? settings;
    return {
      records: shown?.records ?? nothing,
      planned: this.#plan(of),
      clips: of.clipping !== 'none',
      totalSteps: planOf(of).totalSteps,
    };
  }

  redraw(): void {
    this.#charts.redraw();
    this.#finder.redraw();
  }

  /** Of the same settings only once: they are asked for in each frame. */
  #plan(settings: Settings): ReturnType<typeof plannedRates> {
    const known = this.#planned.get(settings) ?? plannedRates(settings);
    this.#planned.set(settings, known);
    return known;
  }
}
