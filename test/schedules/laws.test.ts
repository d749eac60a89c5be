import {describe, it} from '@jest/globals';
import fc from 'fast-check';
import {
  clamp,
  constant,
  delay,
  fromKeras,
  join,
  product,
  repeat,
  sample,
  scale,
  warmup,
  type Schedule,
} from 'tfjs-callbacks';
import {anySchedule, kerasSchedule} from '../helpers/anySchedule';

const length = fc.integer({min: 1, max: 300});
const whole = fc.oneof(fc.nat(1000), fc.nat(2 ** 31));
const fractional = fc.oneof(whole, fc.double({min: 0, max: 2 ** 31, noNaN: true}));
const factor = fc.double({min: 0, max: 10, noNaN: true});
const numRuns = 10_000;

/** A random schedule, and a step that is near enough for it; with `fractional` any number, else a whole one. */
const scheduleAt = (steps: fc.Arbitrary<number>) =>
  fc
    .tuple(anySchedule, steps)
    .map(([known, step]) => ({...known, step: step <= known.farthest ? step : step % known.farthest}));

/** Bit for bit: 0 is not −0, but NaN would be itself. */
function expectSame(left: Schedule, right: Schedule, ...steps: number[]): void {
  for (const step of steps) {
    if (left(step) !== right(step)) throw new Error(`at ${step}: ${left(step)} is not ${right(step)}`);
  }
}

describe('every schedule', () => {
  it('is finite, not below 0, and within its bounds', () => {
    fc.assert(
      fc.property(scheduleAt(fractional), ({schedule, low, high, step}) => {
        const value = schedule(step);
        return value >= 0 && value >= low - 1e-9 * high && value <= high * (1 + 1e-9);
      }),
      {numRuns},
    );
  });

  it('has no name and takes a step alone: by that a scheduler knows that it may look ahead', () => {
    fc.assert(
      fc.property(anySchedule, ({schedule}) => schedule.name === '' && schedule.length <= 1),
      {numRuns},
    );
  });

  it('has the same bits at a step that was visited before, and after others', () => {
    fc.assert(
      fc.property(
        scheduleAt(fractional),
        fc.array(fc.nat(500), {maxLength: 4}),
        ({schedule, step}, others) => {
          const value = schedule(step);
          others.map(schedule);
          expectSame(schedule, () => value, step, step);
        },
      ),
      {numRuns},
    );
  });
});

describe('warmup', () => {
  it('joins without a jump, in exactly its steps', () => {
    const way = fc.record({
      from: fc.double({min: 1e-3, max: 10, noNaN: true}),
      shape: fc.constantFrom('linear', 'cosine', 'exponential'),
    });
    fc.assert(
      fc.property(scheduleAt(whole), length, way, ({schedule, step}, steps, {from, shape}) => {
        fc.pre(shape !== 'exponential' || schedule(0) > 1e-6);
        const warmed = warmup(schedule, {steps, from, shape});
        expectSame(warmed, () => from, 0);
        expectSame((step) => warmed(steps + step), schedule, 0, step);
        const jump = warmed(steps * (1 - 1e-12)) - schedule(0);
        return Math.abs(jump) < 1e-9 * (from + schedule(0));
      }),
      {numRuns},
    );
  });
});

describe('repeat', () => {
  it('with both factors 1 is periodic, and its period is the schedule', () => {
    fc.assert(
      fc.property(scheduleAt(whole), length, ({schedule, step}, steps) => {
        const repeated = repeat(schedule, {steps});
        expectSame(repeated, schedule, step % steps, steps - 1);
        expectSame(repeated, (step) => repeated(step % steps), step, step + steps);
      }),
      {numRuns},
    );
  });
});

describe('join', () => {
  it('skips and repeats no step: the schedule and its rest are the schedule', () => {
    fc.assert(
      fc.property(scheduleAt(whole), length, length, ({schedule, step}, first, second) => {
        const [a, b] = [Math.min(first, second), Math.max(first, second)];
        const whole = join([
          [0, schedule],
          [a, delay(schedule, -a)],
          [b, delay(schedule, -b)],
        ]);
        expectSame(whole, schedule, 0, a - 1, a, b - 1, b, b + 1, step);
      }),
      {numRuns},
    );
  });
});

describe('delay', () => {
  it('is added to a delay, but that a step left out does not come back', () => {
    const steps = fc.integer({min: -300, max: 300});
    fc.assert(
      fc.property(scheduleAt(whole), steps, steps, ({schedule, step}, a, b) => {
        const [first, second] = a < 0 && b > 0 ? [b, a] : [a, b];
        const near = Math.max(0, step - 600);
        expectSame(delay(delay(schedule, first), second), delay(schedule, a + b), 0, 1, near);
      }),
      {numRuns},
    );
  });
});

describe('product', () => {
  it('has its factors in any order', () => {
    fc.assert(
      fc.property(scheduleAt(fractional), anySchedule, (a, b) => {
        const step = Math.min(a.step, b.farthest);
        expectSame(product(a.schedule, b.schedule), product(b.schedule, a.schedule), 0, step);
      }),
      {numRuns},
    );
  });
});

describe('scale', () => {
  it('is a product with a constant', () => {
    fc.assert(
      fc.property(scheduleAt(fractional), factor, ({schedule, step}, factor) => {
        expectSame(scale(schedule, factor), product(schedule, constant(factor)), 0, step);
      }),
      {numRuns},
    );
  });
});

describe('clamp', () => {
  it('does nothing the second time, and nothing to what is within', () => {
    fc.assert(
      fc.property(scheduleAt(fractional), factor, factor, ({schedule, step}, a, b) => {
        const limits = {min: Math.min(a, b), max: Math.max(a, b)};
        const clamped = clamp(schedule, limits);
        expectSame(clamp(clamped, limits), clamped, 0, step);
        const value = schedule(step);
        return value < limits.min || value > limits.max || clamped(step) === value;
      }),
      {numRuns},
    );
  });
});

describe('sample', () => {
  it('is the values at 0, 1, 2 …', () => {
    fc.assert(
      fc.property(anySchedule, fc.nat(20), ({schedule}, steps) => {
        const values = sample(schedule, steps);
        expectSame((step) => values[step]!, schedule, ...values.keys());
        return values.length === steps;
      }),
      {numRuns},
    );
  });
});

describe('fromKeras', () => {
  it('is the schedule that has the same options', () => {
    fc.assert(
      fc.property(kerasSchedule, fractional, ({schedule, serialized}, step) => {
        expectSame(fromKeras(serialized), schedule, 0, step);
      }),
      {numRuns},
    );
  });
});
