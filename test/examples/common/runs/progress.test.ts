import {PassThrough} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {progress} from '../../../../examples/common/runs/progress.js';

/** A stream that keeps what is written, as a terminal or not. */
function stream(isTTY: boolean) {
  const through = new PassThrough() as PassThrough & {isTTY: boolean};
  through.isTTY = isTTY;
  return {output: through as unknown as NodeJS.WriteStream, text: () => String(through.read() ?? '')};
}

describe('progress', () => {
  it('writes a plain line for each training where there is no terminal', () => {
    const {output, text} = stream(false);
    const {finished, failed, stop} = progress(2, output);
    finished('lr=1e-1, seed 1', 4.24);
    failed('lr=1e-2, seed 1', 'out of memory');
    stop();
    expect(text()).toMatch(
      /^1\/2 lr=1e-1, seed 1 took 4\.2 s; about \d.* left\n2\/2 lr=1e-2, seed 1 failed: out of memory; about 0\.0 s left\n$/,
    );
  });

  it('draws a bar with the time left on a terminal', () => {
    const {output, text} = stream(true);
    Object.assign(output, {
      columns: 120,
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    });
    const {finished, stop} = progress(2, output);
    finished('lr=1e-1, seed 1', 4);
    stop();
    expect(text()).toMatch(/0\/2 trainings \| .* so far, .* left/);
  });
});
