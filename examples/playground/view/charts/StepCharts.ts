import {percent} from '../run/percent.js';
import type {Records} from '../state/Records.js';
import {Chart} from './Chart.js';
import type {Line} from './Line.js';
import type {Table} from './Table.js';

/** A run as charts see it. */
export interface Course {
  readonly records: Records;
  /** The rate of each step, as planned. */
  readonly planned: Table;
  /** Whether gradients are clipped. */
  readonly clips: boolean;
}

export interface Courses {
  readonly a: Course;
  /** The second run, while two are compared. */
  readonly b: Course | undefined;
  /** The longer of the two, in steps. */
  readonly totalSteps: number;
}

type Kind = Line<Courses>['kind'];

/** One line for each run. */
function each(
  label: string,
  kind: Kind,
  table: (course: Course) => Table,
  colour?: string,
  isThere?: (course: Course) => boolean,
): Line<Courses>[] {
  const line = (name: 'a' | 'b') => ({
    ...{label, kind, run: name, colour: colour ?? `--run-${name}`},
    table: (courses: Courses): Table => {
      const course = courses[name];
      return course ? table(course) : [[], []];
    },
    isThere: (courses: Courses) => courses[name] !== undefined && (isThere?.(courses[name]) ?? true),
  });
  return [line('a'), line('b')];
}

const epochs =
  (pick: 'loss' | 'valLoss' | 'accuracy' | 'valAccuracy') =>
  (course: Course): Table => [
    course.records.epochs.map(({step}) => step),
    course.records.epochs.map((epoch) => finite(epoch[pick])),
  ];

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** Logarithms have no zero. */
const positive = (value: number) => (value > 0 && value < Infinity ? value : null);

/** Loss, accuracy, learning rate and gradient norm, above one axis of steps. */
export class StepCharts {
  readonly #charts: Chart<Courses>[];
  #totalSteps = 1;

  constructor() {
    const shared = {xRange: (): [number, number] => [0, this.#totalSteps], syncKey: 'steps'};
    this.#charts = [
      new Chart<Courses>({
        ...shared,
        title: 'Loss',
        lines: [
          ...each('training', 'thin', ({records}) => [records.steps, records.losses.map(finite)]),
          ...each('validation', 'line', epochs('valLoss')),
        ],
        yRange: (_low, high) => [0, high * 1.05 || 1],
      }),
      new Chart<Courses>({
        ...shared,
        title: 'Accuracy',
        lines: [
          ...each('training', 'thin', epochs('accuracy')),
          ...each('validation', 'line', epochs('valAccuracy')),
        ],
        yRange: (low) => [Math.max(0, Math.min(0.5, Math.floor(low * 10) / 10)), 1],
        formatY: percent,
      }),
      new Chart<Courses>({
        ...shared,
        title: 'Learning rate',
        yScale: 'logarithmic',
        lines: [
          ...each('planned', 'dashed', ({planned}) => planned),
          ...each('used', 'line', ({records}) => [records.steps, records.learningRates.map(positive)]),
        ],
      }),
      new Chart<Courses>({
        ...shared,
        title: 'Gradient norm',
        yScale: 'logarithmic',
        xLabel: 'step',
        lines: [
          ...each('each step', 'thin', ({records}) => [records.steps, records.gradientNorms.map(positive)]),
          ...each(
            'clipped',
            'dots',
            ({records}) => [records.clippedSteps, records.clippedNorms.map(positive)],
            '--mark',
            ({clips}) => clips,
          ),
        ],
      }),
    ];
  }

  get elements(): HTMLElement[] {
    return this.#charts.map(({element}) => element);
  }

  show(courses: Courses): void {
    this.#totalSteps = courses.totalSteps;
    for (const chart of this.#charts) chart.show(courses);
  }

  redraw(): void {
    for (const chart of this.#charts) chart.redraw();
  }
}
