// How the numbers of claims are written. A no-break space stands before a unit.

/** An accuracy: 0.834 is 83.4 %. */
export const percent = (value: number): string => `${oneDecimal(100 * value)}\u00a0%`;

/** A difference of accuracies, in percentage points. */
export const points = (value: number): string => `${oneDecimal(100 * value)}\u00a0points`;

/** A number of epochs or reductions. */
export const whole = (value: number): string => oneDecimal(value).replace(/\.0$/, '');

export const ratio = (value: number): string => value.toFixed(2);

/** A learning rate: 0.000476 is 4.76e−4. A line may break at a hyphen, but not at a minus. */
export const rate = (value: number): string => value.toExponential(2).replace('-', '−');

/** Never −0.0. */
function oneDecimal(value: number): string {
  return (Math.round(10 * value) / 10 + 0).toFixed(1).replace('-', '−');
}
