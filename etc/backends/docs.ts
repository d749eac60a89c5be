import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {agreement} from '../../test/helpers/agreement.js';
import {differences, type Difference} from '../../test/helpers/differences.js';
import {introduction} from './introduction.js';
import {reportOf, root} from './run.js';

/** `npm run docs:backends`: writes docs/backends.md from the reports of the runs; with --check it compares. */

const hosts = {
  'node-cpu': 'cpu',
  'node-wasm': 'wasm',
  'node-tensorflow': 'tensorflow',
  'chromium-cpu': 'cpu',
  'chromium-wasm': 'wasm',
  'chromium-webgl': 'webgl',
  'chromium-webgpu': 'webgpu',
} as const;
type Host = keyof typeof hosts;

interface Report {
  testResults: {name: string; assertionResults: {title: string; status: string}[]}[];
}

const page = join(root, 'docs/backends.md');
const names = Object.keys(differences) as Difference[];

/** What a suite did on a host: `12`, and what differs or was not run, with the number of the reason. */
function cell(tests: Report['testResults'][number]['assertionResults']): string {
  const titled = (kind: string) =>
    tests.flatMap(({title}) => title.match(new RegExp(`\\[${kind}: (\\w+)\\]$`))?.[1] ?? []) as Difference[];
  const list = (sign: string, found: readonly Difference[]) =>
    names
      .filter((name) => found.includes(name))
      .map(
        (name) =>
          ` ${sign}${found.filter((one) => one === name).length}<sup>${names.indexOf(name) + 1}</sup>`,
      );
  const passed = tests.filter(({status}) => status === 'passed').length;
  return [passed, ...list('≠', titled('differs')), ...list('−', titled('not run'))].join('');
}

/** For each suite its cell on a host; of a host that was not run nothing. */
function column(host: Host): Map<string, string> | undefined {
  const file = reportOf(host);
  if (!existsSync(file)) return undefined;
  const {testResults} = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const failed = testResults.filter(
    ({assertionResults}) =>
      assertionResults.length === 0 || assertionResults.some(({status}) => status === 'failed'),
  );
  if (failed.length > 0) throw new Error(`${host}: ${failed.length} suites failed.`);
  return new Map(
    testResults.map(({name, assertionResults}) => [
      relative(join(root, 'test'), name),
      cell(assertionResults),
    ]),
  );
}

/** The same from the page as it is, for the one host that not every machine can have. */
function committedColumn(host: Host): Map<string, string> | undefined {
  if (host !== 'node-tensorflow' || !existsSync(page)) return undefined;
  const place = Object.keys(hosts).indexOf(host) + 1;
  const rows = readFileSync(page, 'utf8').matchAll(/^\| \[([^\]]+)\]\(\.\.\/test\/.*$/gm);
  return new Map([...rows].map(([row, suite]) => [suite!, row.split('|')[place + 1]!.trim()]));
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

function suitesTable(columns: readonly Map<string, string>[]): string {
  const suites = [...new Set(columns.flatMap((one) => [...one.keys()]))].sort();
  return [
    row([
      'suite',
      ...Object.keys(hosts).map((host) => host.replace('node-', 'Node ').replace('chromium-', 'page ')),
    ]),
    row(['---', ...columns.map(() => '---:')]),
    ...suites.map((suite) =>
      row([`[${suite}](../test/${suite})`, ...columns.map((one) => one.get(suite) ?? '')]),
    ),
  ].join('\n');
}

function agreementTable(): string {
  const backends = [...new Set(Object.values(hosts))];
  return [
    row(['optimizer', ...backends]),
    row(['---', ...backends.map(() => '---:')]),
    ...Object.entries(agreement).map(([name, bounds]) =>
      row([
        name,
        ...backends.map((backend) => (bounds[backend] === 0 ? '0' : bounds[backend].toExponential())),
      ]),
    ),
  ].join('\n');
}

/** As prettier leaves it. */
async function formatted(markdown: string): Promise<string> {
  return format(markdown, {...(await resolveConfig(page)), parser: 'markdown'});
}

const columns = Object.keys(hosts).map((host) => {
  const found = column(host as Host) ?? committedColumn(host as Host);
  if (!found)
    throw new Error(
      `There is no report of ${host}: run the commands that are named in docs/backends.md first.`,
    );
  return found;
});
const {version} = JSON.parse(
  readFileSync(join(root, 'node_modules/@tensorflow/tfjs/package.json'), 'utf8'),
) as {version: string};

const text = await formatted(`${introduction}
## How far they agree

Trainings of 30 updates, each with a cosine schedule and gradients clipped to a global norm: the bound, a power of ten,
that the tests hold the difference of every weight and loss from \`cpu\` in Node to. Weights and losses are about 1.

${agreementTable()}

## What ran where

With tfjs ${version}, in Node and in pages of headless Chromium. A cell is the number of tests that passed; \`≠2\` means
that two of them have other values there, and \`−2\` that two were left out, for the reason behind the number. TensorBoard
is there in tfjs-node only.

${suitesTable(columns)}

${names.map((name, i) => `${i + 1}. \`${name}\`: ${differences[name].why}.`).join('\n')}
`);

if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
} else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/backends.md is not what the runs of this checkout give: npm run docs:backends');
  process.exitCode = 1;
}
