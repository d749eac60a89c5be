/** Only the powers of ten of a log axis are labelled: 1e-4, 1e-3, 1e-2. */
const powersOfTen =
  'abs(log(datum.value) / LN10 - round(log(datum.value) / LN10)) < 1e-9 ? format(datum.value, "~e") : ""';

/** The encoding of one axis: its field, title and scale. */
export function axis(
  field: 'x' | 'y',
  title: string,
  type: 'linear' | 'log',
  domain?: readonly [number, number],
): Record<string, unknown> {
  return {
    field,
    type: 'quantitative',
    title,
    scale: {type, ...(domain ? {domain, nice: false} : type === 'linear' && {zero: false})},
    axis: type === 'log' ? {labelExpr: powersOfTen} : {tickCount: 5},
  };
}
