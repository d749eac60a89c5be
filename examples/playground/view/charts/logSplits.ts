/** Where a logarithmic axis has its numbers: powers of ten, or 1, 2 and 5 times one where there are few. */
export function logSplits(min: number, max: number): number[] {
  const powers = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++)
    powers.push(power);
  const inside = (values: number[]) => values.filter((value) => value >= min * 0.999 && value <= max * 1.001);
  const tens = inside(powers.map((power) => Number(`1e${power}`)));
  if (tens.length > 5) {
    const apart = Math.ceil(tens.length / 5);
    return tens.filter((_, index) => index % apart === 0);
  }
  if (tens.length > 2) return tens;
  return inside(powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`))));
}
