/** A normally distributed number with a standard deviation of 1, by Box and Muller, out of two uniform ones. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
