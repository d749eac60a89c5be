import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {fillTemplate} from '../../src/callbacks/fillTemplate';

/** A number with so many decimals as in Python: its exact value, rounded half to even. */
function asInPython(value: number, digits: number): string {
  const bits = new DataView(new Float64Array([value]).buffer).getBigUint64(0, true);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  const mantissa = exponent === 0 ? fraction : fraction + (1n << 52n);
  // The value is mantissa * 2 ** power.
  const power = Math.max(exponent, 1) - 1075;
  const scaled = mantissa * 10n ** BigInt(digits) * (power > 0 ? 1n << BigInt(power) : 1n);
  const divisor = power > 0 ? 1n : 1n << BigInt(-power);
  const [below, rest] = [scaled / divisor, (scaled % divisor) * 2n];
  const rounded = rest > divisor || (rest === divisor && below % 2n === 1n) ? below + 1n : below;
  const text = String(rounded).padStart(digits + 1, '0');
  const [whole, decimals] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return (bits >> 63n ? '-' : '') + whole + (digits > 0 ? `.${decimals}` : '');
}

describe('fillTemplate', () => {
  const logs = {
    ...{loss: 0.125, val_acc: tf.scalar(0.75), change: -3.14159, batch: 99},
    ...{none: NaN, high: Infinity, low: -Infinity, half: 2.5, odd: 0.375, less: -0.125, 'my-layer/loss': 1.5},
  } as unknown as tf.Logs;
  const filled = (template: string, moment: {epoch: number; batch?: number} = {epoch: 4}) =>
    fillTemplate(template, {...moment, logs});

  // On the right what Python's str.format gives.
  it.each([
    ['model', 'model'],
    ['{epoch}', '5'],
    ['{epoch:d}-{epoch:02d}-{epoch:04}-{epoch:3d}', '5-05-0005-  5'],
    ['{epoch:.1f}', '5.0'],
    ['{loss}', '0.125'],
    ['{loss:.4f}', '0.1250'],
    ['{loss:f}', '0.125000'],
    ['{loss:08.3f}|{loss:8.3f}', '0000.125|   0.125'],
    ['{change:08.2f}|{change:8.2f}', '-0003.14|   -3.14'],
    ['{epoch}{epoch}-{val_acc:.1f}', '55-0.8'],
    ['{loss:.2f} {less:.2f} {odd:.2f} {half:.0f}', '0.12 -0.12 0.38 2'],
    ['{none:.2f} {high:.2f} {low:.2f} {none} {high} {low}', 'nan inf -inf nan inf -inf'],
    ['{none:08.2f}|{low:08.2f}|{high:6.2f}', '00000nan|-0000inf|   inf'],
    ['{my-layer/loss:.2f}', '1.50'],
  ])('fills %s as %s', async (template, text) => {
    expect(await filled(template)).toBe(text);
  });

  it('gives the decimals that Python gives, exact halves included', async () => {
    // A half has few bits behind the point.
    const half = fc
      .tuple(fc.integer({min: -(2 ** 30), max: 2 ** 30}), fc.nat(12))
      .map(([n, p]) => n / 2 ** p);
    const value = fc
      .oneof(half, fc.float({noNaN: true}), fc.double({noNaN: true}))
      .filter((one) => Math.abs(one) < 1e21 && !Object.is(one, -0));
    await fc.assert(
      fc.asyncProperty(value, fc.nat(20), async (loss, digits) => {
        const text = await fillTemplate(`{loss:.${digits}f}`, {epoch: 0, logs: {loss}});
        expect(text).toBe(asInPython(loss, digits));
      }),
      {numRuns: 3000},
    );
    expect([0.125, 0.375, -2.5, 1e20, 5e-324].map((one) => asInPython(one, 2))).toEqual([
      ...['0.12', '0.38', '-2.50', '100000000000000000000.00', '0.00'],
    ]);
  });

  it('counts batches from 1, and not with the number that tfjs logs', async () => {
    expect(await filled('{epoch}-{batch:02d}', {epoch: 0, batch: 8})).toBe('1-09');
  });

  it('finds val_acc for val_accuracy', async () => {
    expect(await filled('{val_accuracy:.3f}')).toBe('0.750');
  });

  it('names what there is when a field is not', async () => {
    const few = (template: string) =>
      fillTemplate(template, {epoch: 4, logs: {loss: 1, val_acc: 2, batch: 99}});
    for (const field of ['{val_los:.2f}', '{batch}']) {
      await expect(few(field)).rejects.toThrow(
        new RangeError(`there is no ${field} in loss, val_acc, epoch`),
      );
    }
  });
});
