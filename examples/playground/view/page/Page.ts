import {choices} from '../../settings/choices.js';
import type {Settings} from '../../settings/Settings.js';
import {settingsFromURL} from '../../settings/settingsFromURL.js';
import {urlOf} from '../../settings/urlOf.js';
import type * as TrainingPart from '../../training/index.js';
import {CodeDialog} from '../code/CodeDialog.js';
import {radioField} from '../controls/radioField.js';
import {settingsPanel} from '../controls/settingsPanel.js';
import {button} from '../dom/button.js';
import {onceAFrame} from '../dom/onceAFrame.js';
import {Finder} from '../finder/Finder.js';
import {Run} from '../state/Run.js';
import {edited, type RunName} from '../state/State.js';
import {Store} from '../state/Store.js';
import {Announcer} from './Announcer.js';
import {Link} from './Link.js';
import {Notices} from './Notices.js';
import {foldSettings, lookAt} from './oneColumn.js';
import {otherSchedule} from './otherSchedule.js';
import {Plots} from './Plots.js';
import {RunBar} from './RunBar.js';
import {runTogether} from './runTogether.js';
import {sayFaults} from './sayFaults.js';
import {shareLink} from './shareLink.js';
import {Stage} from './Stage.js';
import {summary} from './summary.js';
import {Theme} from './Theme.js';
import {withThreshold} from './withThreshold.js';

const place = (id: string) => document.getElementById(id)!;

/** All parts of the page, and what each says to the others. */
export class Page {
  readonly #store: Store;
  readonly #load: () => Promise<typeof TrainingPart>;
  readonly #link = new Link();
  readonly #notices = new Notices(place('notices'), (words) => this.#announcer.say(words));
  readonly #announcer = new Announcer(place('announcements'));
  readonly #settings;
  readonly #editing;
  readonly #runs: Readonly<Record<RunName, Run>>;
  readonly #finder: Finder;
  readonly #bar: RunBar;
  readonly #stage: Stage;
  readonly #plots: Plots;
  readonly #code = new CodeDialog((words) => this.#announcer.say(words));

  /** `load` gives what trains, once it is there. */
  constructor(load: () => Promise<typeof TrainingPart>) {
    this.#load = load;
    const {a, b, faults} = settingsFromURL(location.hash);
    this.#store = new Store({a, b, editing: 'a'});
    this.#settings = settingsPanel(
      (change) => this.#store.setSettings(withThreshold(change, edited(this.#store.state))),
      (fault) => this.#notices.say(fault, {seconds: 6}),
    );
    this.#editing = radioField<RunName>({
      ...{
        name: 'editing',
        label: 'Settings of run',
        values: {a: 'Run A', b: 'Run B'},
        class: 'choice editing',
      },
      onChange: (editing) => this.#store.set({editing}),
    });
    this.#runs = {a: this.#newRun('a'), b: this.#newRun('b')};
    this.#finder = new Finder({
      changed: () => this.#draw(),
      say: (words) => this.#announcer.say(words),
      take: (learningRate) => this.#take(learningRate),
    });
    this.#bar = new RunBar({
      train: () => this.#train(),
      pause: () => this.#pause(),
      resume: () => this.#resume(),
      reset: () => this.#reset(),
      find: () => this.#find(),
      compare: () => this.#compare(),
    });
    this.#stage = new Stage(this.#runs, (rate) => this.#editedRun().hold(rate));
    this.#plots = new Plots(this.#finder.panel);
    this.#build();
    if (faults.length > 0) this.#link.set(urlOf(a, b));
    sayFaults(this.#notices, faults);
  }

  showBackends(available: readonly Settings['backend'][]): void {
    this.#settings.showBackends(available);
    const {backend} = this.#store.state.a;
    if (available.includes(backend)) return;
    const {[backend]: missing, cpu} = choices.backend.values;
    this.#notices.say(`${missing} is not available here: ${cpu} is used instead.`);
    this.#store.setSettings({backend: 'cpu'});
  }

  #build(): void {
    place('run').append(...this.#bar.elements);
    const theme = new Theme(() => this.#recolour());
    place('tools').append(
      button('Code', {
        icon: 'code',
        label: 'Code of these settings',
        onClick: () => this.#code.open(this.#store.state),
      }),
      button('Share', {
        ...{icon: 'share', label: 'Share a link to these settings'},
        onClick: () => void shareLink(this.#link.write(), this.#notices),
      }),
      theme.element,
    );
    place('settings-body').append(this.#editing.element, this.#settings.element);
    place('stage').append(this.#stage.element);
    place('plots').append(this.#plots.element);
    document.body.append(this.#code.element);

    foldSettings();
    this.#store.onChange(({a, b}) => {
      this.#draw();
      this.#link.set(urlOf(a, b));
    });
    window.addEventListener('hashchange', () => this.#takeLink());
    this.#drawNow();
  }

  #newRun(name: RunName): Run {
    return new Run(name, {
      changed: () => this.#draw(),
      epoch: (run, record) => {
        this.#stage.updateBoundary(run, false);
        this.#announcer.epoch(run, record);
        this.#draw();
      },
      ended: (run, reason) => {
        this.#stage.updateBoundary(run, true);
        this.#announcer.ended(run, reason);
        this.#draw();
      },
    });
  }

  /** At most once a frame, whatever happens. */
  readonly #draw = onceAFrame(() => this.#drawNow());

  #drawNow(): void {
    const {state} = this.#store;
    const settings = edited(state);
    const isComparing = state.b !== undefined;
    this.#settings.show(settings);
    this.#editing.show(state.editing);
    this.#editing.element.hidden = !isComparing;
    this.#announcer.nameRuns(isComparing);
    place('summary').textContent = summary(settings);
    const run = runTogether(this.#running().map((name) => this.#runs[name].state));
    this.#bar.show({run, isFinding: this.#finder.isRunning, isComparing});
    this.#stage.show(state);
    this.#plots.show(state, this.#runs);
    this.#finder.panel.show(state);
  }

  #recolour(): void {
    // The theme is there before the rest.
    this.#stage?.redraw();
    this.#plots?.redraw();
  }

  #running(): RunName[] {
    return this.#store.state.b ? ['a', 'b'] : ['a'];
  }

  #editedRun(): Run {
    const {editing, b} = this.#store.state;
    return this.#runs[b ? editing : 'a'];
  }

  #train(): void {
    this.#plots.open('training');
    lookAt('stage');
    const {a, b} = this.#store.state;
    const part = this.#load();
    void this.#runs.a.start(a, part);
    if (b) void this.#runs.b.start(b, part);
    this.#announcer.say(b ? 'Training of A and B started.' : `Training started, ${a.epochs} epochs.`);
  }

  #pause(): void {
    for (const name of this.#running()) this.#runs[name].pause();
    const step = this.#editedRun().records.steps.at(-1) ?? 0;
    this.#announcer.say(`Paused at step ${step}.`);
  }

  #resume(): void {
    for (const name of this.#running()) this.#runs[name].resume();
    this.#announcer.say('Training goes on.');
  }

  #reset(): void {
    this.#runs.a.reset();
    this.#runs.b.reset();
    this.#announcer.say('Reset.');
  }

  #find(): void {
    if (this.#finder.isRunning) {
      this.#finder.stop();
      return;
    }
    this.#plots.open('finder');
    lookAt('plots');
    const settings = edited(this.#store.state);
    this.#finder.panel.prepare(this.#editedRun().name, settings);
    void this.#finder.start(settings, this.#load());
  }

  /** A suggestion is for the run that was tested, as long as it is there. */
  #take(learningRate: number): void {
    const {b} = this.#store.state;
    if (b) this.#store.set({editing: this.#finder.panel.run});
    this.#store.setSettings({learningRate});
    const of = b ? ` of run ${this.#finder.panel.run.toUpperCase()}` : '';
    this.#announcer.say(`The learning rate${of} is ${learningRate} now.`);
  }

  /** The second run begins as the first, with another schedule: there is something to see at once. */
  #compare(): void {
    const {a, b} = this.#store.state;
    if (b) {
      this.#runs.b.reset();
      this.#store.set({b: undefined, editing: 'a'});
      this.#announcer.say('One run.');
    } else {
      this.#store.set({b: {...a, schedule: otherSchedule(a.schedule)}, editing: 'b'});
      this.#announcer.say('Two runs. The settings are those of run B.');
    }
  }

  #takeLink(): void {
    const {a, b, faults} = settingsFromURL(location.hash);
    if (!b) this.#runs.b.reset();
    this.#store.set({a, b, editing: 'a'});
    sayFaults(this.#notices, faults);
  }
}
