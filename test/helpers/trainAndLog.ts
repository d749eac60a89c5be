import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {lambdaCallback} from 'tfjs-callbacks';
import {csvLogger, jsonLinesLogger, type LineFileState} from 'tfjs-callbacks/node';
import {tinyModel, trainingData} from './models';

/** Trains to an epoch, with both logs in a folder, and goes on where such a training was killed there. */
export async function trainAndLog(folder: string, epochs: number, how: 'append' | 'setState'): Promise<void> {
  const append = how === 'append';
  const loggers = [
    csvLogger({filename: join(folder, 'log.csv'), append}),
    jsonLinesLogger({filename: join(folder, 'log.jsonl'), append}),
  ];
  const file = join(folder, 'saved.json');
  const saved = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {epoch: 0, states: []};
  if (!append) saved.states.forEach((state: LineFileState, i: number) => loggers[i]!.setState(state));
  const save = lambdaCallback({
    onEpochBegin: (epoch) => {
      const text = JSON.stringify({epoch, states: loggers.map((logger) => logger.getState())});
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    },
  });
  const {x, y} = trainingData();
  // Every epoch has the same metrics: a log does not show where the weights came from.
  await tinyModel(tf.train.sgd(0)).fit(x, y, {
    ...{initialEpoch: saved.epoch, epochs, shuffle: false, verbose: 0},
    callbacks: [...loggers, save],
  });
}

const [, script = '', folder = '', epochs] = process.argv;
if (script.endsWith('trainAndLog.ts')) void trainAndLog(folder, Number(epochs), 'setState');
