// npm run bench: what the library costs, as ratios measured side by side in one run.
import {mkdirSync, writeFileSync} from 'node:fs';
import {setBackend} from '@tensorflow/tfjs';
import {addedCost} from './addedCost.js';
import {callbackCosts} from './callbackCosts.js';
import {clippingRatios} from './clippingRatios.js';
import {clippingTensors} from './clippingTensors.js';
import {evaluationCosts} from './evaluationCost.js';
import {finderRatio} from './finderRatio.js';
import {fitRatio} from './fitRatio.js';
import {frameGaps} from './frameGaps.js';
import {leftTensors} from './leftTensors.js';
import type {Measurement} from './Measurement.js';
import {fit, network} from './network.js';
import {heading, row} from './row.js';
import {settle, type Line} from './settle.js';
import {monitor, plateau, scheduleByStep} from './threeCallbacks.js';
import {timerTicks} from './timerTicks.js';
import {trainingState} from './trainingState.js';

const measurements: Measurement[] = [
  addedCost('a schedule by step', scheduleByStep, {atMost: 0.4}),
  addedCost('learningRateMonitor', monitor, {atMost: 0.3}),
  addedCost('reduceLROnPlateau', plateau, {atMost: 1}),
  ...callbackCosts,
  fitRatio,
  finderRatio,
  ...evaluationCosts,
  ...leftTensors,
  ...clippingTensors,
  ...trainingState,
  ...clippingRatios,
  timerTicks,
  ...frameGaps,
];

// The hundreds of recoveries that are measured would each have a line of their own in the table.
console.warn = () => {};
await setBackend('cpu');
// The first fits of a process are slower than all others.
await fit(network(), {epochs: 60});

const lines: Line[] = [];
console.log(heading);
for (const measurement of measurements) {
  const line = await settle(measurement);
  lines.push(line);
  console.log(row(line));
}
if (frameGaps.length === 0) console.log('SKIPPED gaps between frames in a page: there is no Chromium.');

const results = new URL('../results/', import.meta.url);
mkdirSync(results, {recursive: true});
const report = {date: new Date().toISOString(), node: process.version, lines};
writeFileSync(new URL('bench.json', results), `${JSON.stringify(report, null, 2)}\n`);
console.log('Written to results/bench.json.');
process.exitCode = lines.every(({ok}) => ok) ? 0 : 1;
