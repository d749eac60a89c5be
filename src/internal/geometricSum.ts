/** 1 + factor + factor² + … of so many terms, by halving them: exact where the result is, as no closed form is. */
export function geometricSum(factor: number, terms: number): number {
  if (terms <= 1 || terms === Infinity) return terms;
  if (terms % 2 === 1) return 1 + factor * geometricSum(factor, terms - 1);
  return (1 + factor) * geometricSum(factor * factor, terms / 2);
}
