/**
 * Okabe and Ito's colours, which people with any kind of colour vision tell apart, without the black and the yellow
 * that disappear on a dark or a light page. Charts use them in this order and start again after the sixth.
 *
 * @example
 * ```ts
 * palette[0]; // '#0072B2'
 * ```
 *
 * @see {@link https://jfly.uni-koeln.de/color/ | Okabe and Ito, Color Universal Design}
 */
export const palette: readonly string[] = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
