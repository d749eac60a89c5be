/** To three significant digits, as people would write it. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
