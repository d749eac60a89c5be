import {expect} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import * as library from '../../src/index';
import {install} from '../../src/install/index';
import * as node from '../../src/node/index';
import {tinyModel, trainingData} from './models';
import {runWith} from './runWith';

const literal = /^(-?\d[\d.]*(e-?\d+)?|'.*'|\[.*\]|\{.*\}|true|false)$/;

/**
 * Runs a piece of documentation. Where a line ends in a comment that is a value, its expression must have that value.
 * Around it there are a compiled `model`, `x`, `y`, `xVal`, `yVal`, `tf` and what tfjs-vis would give.
 */
export async function runExample(code: string): Promise<void> {
  const lines = code.split('\n').map((line) => {
    const [, expression, comment = ''] = /^\s*([^/]+?);?\s+\/\/ (.+)$/.exec(line) ?? [];
    return expression && literal.test(comment) ? `expectValue(${expression}, ${comment});` : line;
  });
  const {x, y} = trainingData();
  const undos: (() => void)[] = [];
  const around = {
    ...library,
    ...node,
    ...{tf, x, y, xVal: x, yVal: y, model: tinyModel(), surface: {}, expectValue},
    install(target: typeof tf) {
      const undo = install(target);
      undos.push(undo);
      return undo;
    },
    tfvis: {show: {fitCallbacks: () => ({onEpochEnd() {}, onBatchEnd() {}})}},
  };
  try {
    await runWith(lines.join('\n'), around);
  } finally {
    for (const undo of undos) undo();
  }
}

function expectValue(got: unknown, want: unknown): void {
  if (typeof want === 'number') expect(got).toBeCloseTo(want, 12);
  else expect(got).toEqual(want);
}
