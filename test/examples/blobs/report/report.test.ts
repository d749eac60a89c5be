import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {experiments} from '../../../../examples/blobs/experiments/experiments.js';
import {blocks} from '../../../../examples/blobs/report/blocks.js';
import {buildReport} from '../../../../examples/blobs/report/buildReport.js';
import {html} from '../../../../examples/common/report/html.js';
import {markdown} from '../../../../examples/common/report/markdown.js';
import {reference} from '../../../../examples/blobs/report/reference.js';
import type {Outcome} from '../../../../examples/common/runs/runAll.js';
import type {Job, Result} from '../../../../examples/blobs/training/Job.js';

const keras = reference(join(__dirname, '../../../../examples/blobs/reference'));
const seeds = [1, 2];
const trainings = [
  ...new Map(experiments.flatMap((one) => one.trainings).map((one) => [one.name, one])).values(),
];
const jobs = seeds.flatMap((seed) =>
  trainings.map((training): Job => ({training, seed, epochs: 200, backend: 'cpu'})),
);

/** The first seeds of Keras in the place of ours. */
function outcome(leftOut?: Job): Outcome<Job, Result> {
  const results = new Map<Job, Result>();
  for (const job of jobs) {
    if (job === leftOut) continue;
    results.set(job, {curves: keras[job.seed]![job.training.name]!, seconds: 4});
  }
  return {results, failures: leftOut ? [{job: leftOut, message: 'out of memory'}] : [], found: 0};
}

const options = {
  experiments,
  seeds,
  epochs: 200,
  keras,
  setup: [['Backend', 'cpu <of> tests']] as [string, string][],
};
const report = buildReport({...options, outcome: outcome()});
const pictures = new Map(
  report.sections.flatMap(({figures}) =>
    figures.map(({name}) => [
      name,
      `<svg><clipPath id="clip0"/><g clip-path="url(#clip0)" fill="#263238"/></svg>`,
    ]),
  ),
);
const page = html(blocks(report), pictures);
const text = markdown(blocks(report));

describe('the report', () => {
  it('has a row for each claim, in Markdown and in HTML', () => {
    for (const {says} of experiments.flatMap(({claims}) => claims)) {
      expect(text).toContain(`| ${says} |`);
      expect(page).toContain(`<td>${says}</td>`);
    }
  });

  it('has two rows of agreement for each training, and all agree with themselves', () => {
    expect(report.agreement).toHaveLength(48);
    expect(report.agreement.filter(({agrees}) => !agrees)).toEqual([]);
    expect(text).toContain('48 of 48 final accuracies agree with Keras.');
  });

  it('shows each figure, and says which seed it is of', () => {
    for (const name of pictures.keys()) expect(text).toContain(`(figures/${name}.svg)`);
    expect(page.match(/<svg>/g)).toHaveLength(9);
    expect(text).toContain('*Training loss over the epochs. Seed 1.*');
  });

  it('names the time that the trainings took', () => {
    expect(text).toContain('| lr=1e-1 | 2 | 4.0 s |');
  });
});

describe('html', () => {
  it('needs nothing outside itself', () => {
    expect(page).not.toMatch(/https?:|src=|<link|<script/);
  });

  it('escapes text', () => {
    expect(page).toContain('cpu &lt;of&gt; tests');
  });

  it('gives each figure ids of its own and the colours of the page', () => {
    const ids = [...page.matchAll(/id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(9);
    expect(page).toContain('url(#momentum-clip0)');
    expect(page).toContain('fill="currentColor"');
    expect(page).not.toContain('#263238"');
  });
});

describe('buildReport', () => {
  it('tells what is missing and draws a seed that has everything', () => {
    const broken = jobs.find(({training, seed}) => seed === 1 && training.name === 'momentum=0.9')!;
    const partial = buildReport({...options, outcome: outcome(broken)});
    expect(partial.missing).toEqual(['momentum=0.9, seed 1 failed: out of memory']);
    const momentum = partial.sections.find(({experiment}) => experiment.name === 'momentum')!;
    expect(momentum.figures[0]!.caption).toMatch(/Seed 2\.$/);
    expect(markdown(blocks(partial))).toContain('## What is missing');
  });

  it('draws nothing for an experiment without any result', () => {
    const none = buildReport({...options, outcome: {results: new Map(), failures: [], found: 0}});
    expect(none.sections.flatMap(({figures}) => figures.map(({name}) => name))).toEqual([
      'classes',
      'decay-curve',
    ]);
  });

  it('judges what was trained only after 200 epochs', () => {
    const short = buildReport({...options, epochs: 10, outcome: outcome()});
    expect(short.agreement).toEqual([]);
    const verdicts = short.sections.flatMap(({claims}) => claims.map(({ours}) => ours.verdict));
    expect(verdicts.filter((verdict) => verdict !== 'not measured')).toHaveLength(6);
    expect(short.missing).toEqual(['The trainings had 10 epochs; statements about 200 are not judged.']);
  });
});
