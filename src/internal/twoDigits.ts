/** A positive number in a sentence or a label, to two digits: 0.0012, 4.5e-7. */
export function twoDigits(value: number): string {
  const digits = value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  const rounded = Number(digits);
  return rounded >= 0.001 && rounded < 1000 ? String(rounded) : digits;
}
