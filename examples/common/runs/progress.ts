import {Presets, SingleBar} from 'cli-progress';
import {duration} from '../report/duration.js';

export interface Progress {
  finished(title: string, seconds: number): void;
  failed(title: string, message: string): void;
  stop(): void;
}

/** Shows how far the trainings are: a bar with the time left on a terminal, a line for each where there is none. */
export function progress(total: number, stream: NodeJS.WriteStream = process.stdout): Progress {
  return stream.isTTY ? bar(total, stream) : lines(total, stream);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const format = '{bar} {value}/{total} trainings | {duration_formatted} so far, {left} left | {title}';
  const left = estimate(total);
  const line = new SingleBar(
    {format, stream, clearOnComplete: true, gracefulExit: false},
    Presets.shades_classic,
  );
  if (total > 0) line.start(total, 0, {title: '', left: '…'});
  return {
    finished: (title) => line.increment({title, left: left()}),
    failed: (title, message) => {
      line.increment({title, left: left()});
      stream.write(`\r\x1b[K${title} failed: ${message}\n`);
    },
    stop: () => line.stop(),
  };
}

function lines(total: number, stream: NodeJS.WriteStream): Progress {
  const left = estimate(total);
  let done = 0;
  function show(title: string, outcome: string): void {
    done += 1;
    stream.write(`${done}/${total} ${title} ${outcome}; about ${left()} left\n`);
  }
  return {
    finished: (title, seconds) => show(title, `took ${duration(seconds)}`),
    failed: (title, message) => show(title, `failed: ${message}`),
    stop: () => {},
  };
}

/** To be called after each training: how long the others will take, from the time since the beginning. */
function estimate(total: number): () => string {
  const start = performance.now();
  let done = 0;
  return () => {
    done += 1;
    const each = (performance.now() - start) / 1000 / done;
    return duration(each * (total - done));
  };
}
