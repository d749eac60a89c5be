import {choices} from '../../settings/choices.js';
import {fault} from '../../settings/fault.js';
import type {Settings} from '../../settings/Settings.js';
import {button} from '../dom/button.js';
import {element} from '../dom/element.js';
import {backendReasons} from './backendReasons.js';
import type {Control} from './Control.js';
import {dataPicture} from './dataPicture.js';
import {explain, group, row} from './group.js';
import {clippingHelp, scheduleHelp} from './help.js';
import {numberField} from './numberField.js';
import {radioField} from './radioField.js';
import {schedulePreview} from './schedulePreview.js';
import {selectField} from './selectField.js';
import {switchField} from './switchField.js';

export interface SettingsPanel extends Control<Settings> {
  /** Marks the backends that are not to be had here. */
  showBackends(available: readonly Settings['backend'][]): void;
}

type NumberName = {[Name in keyof Settings]: Settings[Name] extends number ? Name : never}[keyof Settings];

/** All settings of a run, in groups. */
export function settingsPanel(
  change: (change: Partial<Settings>) => void,
  onFault: (fault: string) => void,
): SettingsPanel {
  const number = (name: NumberName) =>
    numberField({
      ...choices[name],
      name,
      fault: (value) => fault(name, value),
      onChange: (value) => change({[name]: value}),
      onFault,
    });
  const data = radioField({
    ...{name: 'data', label: choices.data.label, values: choices.data.values, class: 'pictures'},
    picture: dataPicture,
    onChange: (value) => change({data: value}),
  });
  const numbers = {
    points: number('points'),
    noise: number('noise'),
    layers: number('layers'),
    width: number('width'),
    learningRate: number('learningRate'),
    epochs: number('epochs'),
    batchSize: number('batchSize'),
    seed: number('seed'),
    patience: number('patience'),
    factor: number('factor'),
    threshold: number('threshold'),
  };
  const optimizer = selectField('optimizer', choices.optimizer, (value) => change({optimizer: value}));
  const schedule = selectField('schedule', choices.schedule, (value) => change({schedule: value}));
  const clipping = selectField('clipping', choices.clipping, (value) => change({clipping: value}));
  const plateau = switchField('plateau', choices.plateau.label, (on) => change({plateau: on}));
  const backend = selectField('backend', choices.backend, (value) => change({backend: value}));
  const preview = schedulePreview();
  const newSeed = button('', {
    ...{icon: 'dice', label: 'New seed'},
    onClick: () => change({seed: 1 + Math.floor(Math.random() * choices.seed.max)}),
  });
  const backendWords = element('p', {class: 'reason', hidden: true});
  const plateauRow = row(numbers.patience.element, numbers.factor.element);
  const clippingRow = row(numbers.threshold.element);
  const scheduleGroup = group('Schedule', '', [schedule.element, preview.element]);
  const clippingWords = element('p', {class: 'reason'});
  const clippingGroup = group(
    'Clipping',
    'Tames wild steps.',
    [clippingWords, clippingRow],
    [clipping.element],
  );
  schedule.element.classList.add('bare');
  clipping.element.classList.add('bare');
  backend.element.classList.add('bare');

  const groups = [
    group('Data', 'What it learns to tell apart.', [
      data.element,
      row(numbers.points.element, numbers.noise.element),
    ]),
    group('Network', 'More of it can learn more.', [row(numbers.layers.element, numbers.width.element)]),
    group('Optimizer', 'How far each step goes.', [row(optimizer.element, numbers.learningRate.element)]),
    scheduleGroup,
    group('Run', 'How long, and from what chance.', [
      row(
        numbers.epochs.element,
        numbers.batchSize.element,
        element('div', {class: 'with-button'}, numbers.seed.element, newSeed),
      ),
    ]),
    group('Plateau', 'Slows down when stuck.', [plateauRow], [plateau.element]),
    clippingGroup,
    group('Backend', 'What does the sums.', [backendWords], [backend.element]),
  ];

  return {
    element: element('div', {class: 'groups card'}, ...groups),
    show: (settings) => {
      data.show(settings.data);
      for (const name of Object.keys(numbers) as NumberName[]) numbers[name].show(settings[name]);
      optimizer.show(settings.optimizer);
      schedule.show(settings.schedule);
      clipping.show(settings.clipping);
      plateau.show(settings.plateau);
      backend.show(settings.backend);
      preview.show(settings);
      explain(scheduleGroup, scheduleHelp[settings.schedule]);
      clippingWords.textContent = clippingHelp[settings.clipping];
      clippingWords.hidden = settings.clipping === 'none';
      plateauRow.hidden = !settings.plateau;
      clippingRow.hidden = settings.clipping === 'none';
    },
    showBackends: (available) => {
      const missing = (Object.keys(choices.backend.values) as Settings['backend'][]).filter(
        (name) => !available.includes(name),
      );
      for (const name of missing) backend.disable(name, backendReasons[name]);
      backendWords.textContent = missing.map((name) => backendReasons[name]).join(' ');
      backendWords.hidden = missing.length === 0;
    },
  };
}
