import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {format} from 'prettier/standalone';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import * as library from 'tfjs-callbacks';
import ts from 'typescript';
import {codeOf} from '../../../../examples/playground/code/codeOf';
import type {Sources} from '../../../../examples/playground/code/Sources';
import {choices, type OneOf} from '../../../../examples/playground/settings/choices';
import {defaults} from '../../../../examples/playground/settings/defaults';
import type {Settings} from '../../../../examples/playground/settings/Settings';
import {small, toldBy} from '../small';
import {pairwise} from './pairwise';

const root = join(__dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dataFile = (name: string) => read(`examples/playground/data/${name}.ts`);
const sources: Sources = {
  Point: dataFile('Point'),
  mulberry32: read('src/internal/mulberry32.ts'),
  normal: dataFile('normal'),
  blobs: dataFile('blobs'),
  moons: dataFile('moons'),
  spirals: dataFile('spirals'),
  xor: dataFile('xor'),
};
const valuesOf = <Value extends string>({values}: OneOf<Value>) => Object.keys(values) as Value[];

const rows: Settings[] = pairwise<Partial<Settings>>({
  data: valuesOf(choices.data),
  optimizer: valuesOf(choices.optimizer),
  schedule: valuesOf(choices.schedule),
  clipping: valuesOf(choices.clipping),
  backend: valuesOf(choices.backend),
  plateau: [false, true],
  layers: [1, 4],
  batchSize: [32, 7],
}).map((row, i) => ({...defaults, ...row, learningRate: i % 2 ? 0.0123456789 : 0.00001, threshold: 0.01}));

beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterAll(() => {
  jest.restoreAllMocks();
});

describe('codeOf', () => {
  it('imports what it uses, says options where they are not as by default, and begins with what matters', () => {
    const code = codeOf(
      {...defaults, epochs: 10, clipping: 'globalNorm', plateau: true, patience: 10},
      sources,
    );
    expect(code).toBe(read('test/examples/playground/code/moons.txt'));
  });

  it('goes no further without its backend, and says where the files of wasm are looked for', () => {
    const lines = valuesOf(choices.backend).map((backend) =>
      codeOf({...defaults, backend}, sources)
        .split('\n')
        .filter((line) => /setBackend|\.wasm/.test(line)),
    );
    const must = (name: string) =>
      `if (!(await tf.setBackend('${name}'))) throw new Error('There is no ${name} here.');`;
    expect(lines).toEqual([
      ["await tf.setBackend('cpu');"],
      [expect.stringMatching(/^\/\/ .*\.wasm files .*setWasmPaths/), must('wasm')],
      [must('webgl')],
      [must('webgpu')],
    ]);
  });

  it('is there for any two choices together', () => {
    const {optimizer, schedule} = choices;
    const pairs = new Set(rows.map((row) => `${row.optimizer}, ${row.schedule}`));
    expect(pairs.size).toBe(valuesOf(optimizer).length * valuesOf(schedule).length);
    expect(rows.length).toBeLessThan(1.2 * pairs.size);
  });

  it('passes the type checker, which finds an option that does not exist', () => {
    // What is written for one setting does not know of the others: a third of the rows has it all.
    const some = rows.filter((_, i) => i % 3 === 0);
    const values = some.flatMap((row) => [row.data, row.optimizer, row.schedule, row.clipping, row.backend]);
    expect(new Set(values).size).toBe(4 + 8 + 9 + 5 + 4);
    const codes = some.map((settings) => codeOf(settings, sources));
    const wrong = codes[0]!.replace('seededShuffle(x, y, {', 'seededShuffle(x, y, {sead: 1, ');
    expect(faults([...codes, wrong])).toEqual([expect.stringContaining("'sead' does not exist")]);
  });

  it('is laid out as Prettier does it', async () => {
    const config = JSON.parse(read('.prettierrc.json'));
    for (const settings of rows.filter((_, i) => i % 16 === 0)) {
      const code = codeOf(settings, sources);
      expect(await format(code, {...config, parser: 'typescript', plugins: [estree, typescript]})).toBe(code);
    }
  });

  it.each<Partial<Settings>>([
    {data: 'moons', schedule: 'warmupCosine', optimizer: 'adam', clipping: 'none'},
    {data: 'blobs', schedule: 'oneCycle', optimizer: 'rmsprop', clipping: 'globalNorm', threshold: 0.1},
    {data: 'spirals', schedule: 'restarts', optimizer: 'nesterov', clipping: 'adaptive', layers: 3, seed: 7},
    {data: 'xor', schedule: 'constant', optimizer: 'sgd', clipping: 'value', plateau: true, patience: 1},
    {data: 'xor', schedule: 'triangular', optimizer: 'adamax', clipping: 'norm', noise: 0, batchSize: 32},
  ])('trains as the page does, to the last bit: %j', async (choice) => {
    const settings: Settings = {...small, ...choice};
    const {steps, epochs} = await toldBy(settings);
    const {history} = await run(codeOf(settings, sources));
    expect({
      loss: history['loss'],
      acc: history['acc'],
      val_loss: history['val_loss'],
      val_acc: history['val_acc'],
      rates: history['step_learning_rate'],
    }).toEqual({
      loss: epochs.map(({loss}) => loss),
      acc: epochs.map(({accuracy}) => accuracy),
      val_loss: epochs.map(({valLoss}) => valLoss),
      val_acc: epochs.map(({valAccuracy}) => valAccuracy),
      rates: steps.map(({learningRate}) => learningRate),
    });
  });
});

/** What the type checker says about files with the given texts. */
function faults(texts: readonly string[]): string[] {
  const {config} = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent({...config, include: []}, ts.sys, root);
  // As a page has it, and in less time: without what is only in Node.
  const options = {...parsed.options, types: []};
  const names = texts.map((_, i) => join(root, `code${i}.ts`));
  const files = new Map(names.map((name, i) => [name, texts[i]!]));
  const host = ts.createCompilerHost(options);
  const {getSourceFile} = host;
  host.fileExists = (name) => files.has(name) || ts.sys.fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name)!, version)
      : getSourceFile(name, version, ...rest);
  const program = ts.createProgram(names, options, host);
  return names.flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({messageText}) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  });
}

/** Runs the code as a module, with this tfjs and this library. */
async function run(code: string): Promise<{history: tf.History['history']}> {
  const body = code.replaceAll(/^import [^;]*;$/gm, '');
  const {outputText} = ts.transpileModule(body, {
    compilerOptions: {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext},
  });
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<unknown>;
  const around = {...library, tf, console: {log() {}}};
  const result = await new AsyncFunction(...Object.keys(around), `${outputText}\nreturn {history};`)(
    ...Object.values(around),
  );
  return result as {history: tf.History['history']};
}
