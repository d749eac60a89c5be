/**
 * Ends of a value axis that keep a line clear of the frame. A linear axis has its zero, unless the values are all in the
 * upper half, as a momentum's are, and not one alone. A log axis without values has ends of some kind.
 */
export function roomy(values: readonly number[], scale: 'linear' | 'log'): readonly [number, number] {
  const drawn = values.filter((value) => !Number.isNaN(value));
  const low = drawn.reduce((least, value) => Math.min(least, value), Infinity);
  const high = drawn.reduce((most, value) => Math.max(most, value), -Infinity);
  if (scale === 'log') {
    // Not a power of the quotient, which may be too large for a number.
    const room = low < high ? high ** 0.05 / low ** 0.05 : 2;
    return drawn.length > 0 ? [Math.max(low / room, Number.MIN_VALUE), high * room] : [0.1, 1];
  }
  const [bottom, top] = low > high / 2 && low < high ? [low, high] : [Math.min(low, 0), Math.max(high, 0)];
  const room = 0.05 * (top - bottom || 1);
  return [bottom - room, top + room];
}
