/**
 * The slope at each of two or more points: one-sided at the ends, central between them. Without `xs` the points are one
 * apart, as in `numpy.gradient`; with them the slope is of second order for any distances, as in `torch.gradient`.
 */
export function gradient(ys: readonly number[], xs?: readonly number[]): number[] {
  const last = ys.length - 1;
  const distance = (i: number) => (xs ? xs[i + 1]! - xs[i]! : 1);
  const slope = (i: number) => (ys[i + 1]! - ys[i]!) / distance(i);
  return ys.map((y, i) => {
    if (i === 0) return slope(0);
    if (i === last) return slope(last - 1);
    const [left, right] = [ys[i - 1]!, ys[i + 1]!];
    // Not the formula below with distances of 1: it would spread a middle that is not finite.
    if (!xs) return (right - left) / 2;
    const [before, after] = [distance(i - 1), distance(i)];
    const both = before + after;
    // The terms in torch's order: which of two slopes is less may hang on the last bit.
    return (
      (-after / (before * both)) * left +
      ((after - before) / (before * after)) * y +
      (before / (after * both)) * right
    );
  });
}
