import type {Block} from '../../common/report/Block.js';
import {marks} from '../../common/report/marks.js';
import type {Agreement} from '../claims/agreement.js';
import {percent} from '../../common/claims/formats.js';
import {summary} from '../../common/claims/summary.js';
import {judgementCell, rangeCell} from '../../common/report/cells.js';
import {method} from './method.js';
import type {Report, Section, Timing} from './Report.js';
import {tally} from './tally.js';

/** The report piece by piece, in the order in which it is read. */
export function blocks(report: Report): Block[] {
  const {sections, agreement, setup, timings, missing} = report;
  return [
    {kind: 'heading', level: 1, text: 'The impact of the learning rate, reproduced'},
    {kind: 'paragraph', text: tally(report).join(' ')},
    {kind: 'list', items: setup.map(([label, value]) => `${label}: ${value}`)},
    ...titled('What is missing', missing.length > 0 ? [{kind: 'list', items: missing}] : []),
    ...sections.flatMap(section),
    ...titled(
      'How it was measured',
      method.map((text): Block => ({kind: 'paragraph', text})),
    ),
    ...titled('Final accuracies beside Keras’s', agreementTable(agreement)),
    ...titled('Timings', timingTable(timings)),
  ];
}

/** A heading over what there is, and no heading over nothing. */
function titled(text: string, content: Block[]): Block[] {
  return content.length > 0 ? [{kind: 'heading', level: 2, text}, ...content] : [];
}

function section({experiment, figures, claims}: Section): Block[] {
  return titled(experiment.title, [
    {kind: 'paragraph', text: experiment.about},
    ...figures.map(({name, caption}): Block => ({kind: 'figure', name, caption})),
    ...table(
      ['The tutorial says', 'Measured', 'True when', 'Here', 'In Keras'],
      claims.map(({claim, ours, keras}) => [
        claim.says,
        claim.measure,
        claim.criterion.text(claim.format),
        judgementCell(claim, ours),
        judgementCell(claim, keras),
      ]),
    ),
  ]);
}

function agreementTable(rows: readonly Agreement[]): Block[] {
  return table(
    ['Training', 'Accuracy', 'Here', 'In Keras', 'Agrees'],
    rows.map(({name, which, ours, keras, agrees}) => [
      name,
      which,
      rangeCell(ours, percent),
      rangeCell(keras, percent),
      agrees ? `${marks.holds} yes` : `${marks['does not hold']} no`,
    ]),
  );
}

function timingTable(timings: readonly Timing[]): Block[] {
  return table(
    ['Training', 'Seeds', 'Time of one seed'],
    timings.map(({name, seconds}) => [
      name,
      String(seconds.length),
      rangeCell(summary(seconds), (time) => `${time.toFixed(1)} s`),
    ]),
  );
}

function table(head: string[], rows: string[][]): Block[] {
  return rows.length > 0 ? [{kind: 'table', head, rows}] : [];
}
