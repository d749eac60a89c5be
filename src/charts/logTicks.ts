/**
 * The ticks of a log axis from `low` to `high`: powers of ten, no more than nine of them; and twice and five times these
 * where the axis spans two of them or less.
 */
export function logTicks(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.floor(Math.log10(high) + 1e-9);
  const span = Math.log10(high / low);
  const every = Math.max(Math.ceil(span / 8), 1);
  const ticks: number[] = [];
  for (let exponent = last; exponent >= first; exponent -= every) {
    // Read from text, because 10 ** -5 is not 1e-5.
    for (const digit of span > 2 ? [1] : [5, 2, 1]) ticks.push(Number(`${digit}e${exponent}`));
  }
  return ticks.filter((tick) => tick >= low && tick <= high).reverse();
}
