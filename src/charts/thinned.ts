/** A step and the value there, NaN where there is nothing to draw. */
export interface Point {
  step: number;
  value: number;
}

/**
 * The points of a curve from step 0 to `steps`, both included, that a chart of so many columns of pixels needs: of each
 * column the first, the last, the lowest and the highest, in the order of the steps. Drawn in steps they cover the same
 * pixels as all points (the M4 aggregation).
 *
 * Steps without a value are left out; of a column that has no value at all the first step says so.
 *
 * @see {@link https://doi.org/10.14778/2732951.2732953 | Jugel et al., M4, 2014}
 */
export function thinned(curve: (step: number) => number, steps: number, columns: number): Point[] {
  const points: Point[] = [];
  for (let column = 0, from = 0; from <= steps; column += 1) {
    // Step s lies at the pixel s · columns / steps, so that the last step is alone in a column of its own.
    const to = Math.min(Math.ceil(((column + 1) * steps) / columns), steps + 1);
    points.push(...ofColumn(curve, from, to));
    from = to;
  }
  return points;
}

/** Four points or fewer of the steps from `from` up to but not including `to`. */
function ofColumn(curve: (step: number) => number, from: number, to: number): Point[] {
  let first: Point | undefined;
  let last: Point | undefined;
  let lowest: Point | undefined;
  let highest: Point | undefined;
  for (let step = from; step < to; step += 1) {
    const value = curve(step);
    if (Number.isNaN(value)) continue;
    last = {step, value};
    first ??= last;
    if (!lowest || value < lowest.value) lowest = last;
    if (!highest || value > highest.value) highest = last;
  }
  if (!first || !last || !lowest || !highest) return from < to ? [{step: from, value: NaN}] : [];
  return [...new Set([first, lowest, highest, last])].sort((a, b) => a.step - b.step);
}
