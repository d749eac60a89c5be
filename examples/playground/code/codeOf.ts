import {call} from '../calls/Call.js';
import {callbackCalls} from '../calls/callbackCalls.js';
import {modelCall} from '../calls/modelCall.js';
import {optimizerCall} from '../calls/optimizerCall.js';
import {shuffleOptions} from '../calls/shuffleOptions.js';
import {numClassesOf} from '../data/numClassesOf.js';
import {planOf} from '../settings/planOf.js';
import type {Settings} from '../settings/Settings.js';
import {functionsIn} from './functionsIn.js';
import {inlined, type Sources} from './Sources.js';
import {written} from './written.js';

/** The TypeScript that trains as the settings say, to the last bit: complete, for a file of its own. */
export function codeOf(settings: Settings, sources: Sources): string {
  return `${[imports(settings), data(settings), training(settings), ...generator(settings, sources)].join('\n\n')}\n`;
}

function imports(settings: Settings): string {
  const {backend} = settings;
  const used = functionsIn([optimizerCall(settings), ...callbackCalls(settings), call('seededShuffle')])
    .filter((name) => !name.startsWith('tf.'))
    .sort();
  const package_ = ['wasm', 'webgpu'].includes(backend) ? [`@tensorflow/tfjs-backend-${backend}`] : [];
  const flat = `import {${used.join(', ')}} from 'tfjs-callbacks';`;
  const broken = `import {\n${used.map((name) => `  ${name},\n`).join('')}} from 'tfjs-callbacks';`;
  return [
    `// npm install ${['@tensorflow/tfjs', ...package_, 'tfjs-callbacks'].join(' ')}`,
    "import * as tf from '@tensorflow/tfjs';",
    ...package_.map((name) => `import '${name}';`),
    flat.length <= 110 ? flat : broken,
  ].join('\n');
}

/** The functions that make points, behind what is done with them. */
function generator({data}: Settings, sources: Sources): string[] {
  return (['Point', data, 'normal', 'mulberry32'] as const).map((name) => inlined(sources[name]));
}

function data(settings: Settings): string {
  const {data, points, noise, seed, backend} = settings;
  const {training} = planOf(settings);
  return `
${choice(backend)}

const random = mulberry32(${seed});
const points = Array.from({length: ${points}}, (_, index): Point => {
  const {x, y, label} = ${data}(index${data === 'blobs' ? '' : ', random'});
  return {x: x + ${noise} * normal(random), y: y + ${noise} * normal(random), label};
});
const inputs = (part: Point[]) => tf.tensor2d(part.map(({x, y}) => [x, y]));
const classes = (part: Point[]) => {
  const labels = part.map(({label}) => label);
  return tf.oneHot(tf.tensor1d(labels, 'int32'), ${numClassesOf(settings)}).toFloat();
};
const [x, y] = [inputs(points.slice(0, ${training})), classes(points.slice(0, ${training}))];
const [xVal, yVal] = [inputs(points.slice(${training})), classes(points.slice(${training}))];`.trim();
}

/** Without a backend tfjs goes on with another, and gives other numbers. */
function choice(backend: Settings['backend']): string {
  if (backend === 'cpu') return "await tf.setBackend('cpu');";
  const files =
    '// Its .wasm files must lie beside the page, or where setWasmPaths says; Node finds them itself.\n';
  return `${backend === 'wasm' ? files : ''}if (!(await tf.setBackend('${backend}'))) throw new Error('There is no ${backend} here.');`;
}

function training(settings: Settings): string {
  const top = (name: string) => ({indent: 0, before: `const ${name} = `.length, after: 1});
  const model = written(modelCall(settings, numClassesOf(settings)), top('model'));
  const optimizer = written(optimizerCall(settings), top('optimizer'));
  const shuffling = written({...shuffleOptions(settings)}, {indent: 0, before: 0, after: 0});
  const label = '  callbacks: ';
  const callbacks = written(callbackCalls(settings), {indent: 2, before: label.length, after: 1});
  return `
const model = ${model};
const optimizer = ${optimizer};
model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});

const {history} = await model.fitDataset(seededShuffle(x, y, ${shuffling}), {
  epochs: ${settings.epochs},
  validationData: [xVal, yVal],
${label}${callbacks},
});
console.log(history);`.trim();
}
