import {readMetric} from '../internal/metric.js';
import type {CheckpointMoment} from './CheckpointMoment.js';
import {field} from './filepathTemplate.js';

/** A path with its fields filled in, formatted as in Python; epoch and batch count from 1, as in Keras. */
export async function fillTemplate(
  template: string,
  {epoch, batch, logs}: CheckpointMoment,
): Promise<string> {
  const {batch: _, ...metrics} = logs;
  const values = {...metrics, epoch: epoch + 1, ...(batch !== undefined && {batch: batch + 1})};
  let rest = template;
  for (const [whole, name = '', zero, width, decimals, digits = 6] of template.matchAll(field)) {
    const value = await readMetric(name, values);
    if (value === undefined) {
      throw new RangeError(`there is no ${whole} in ${Object.keys(values).join(', ')}`);
    }
    const text = (decimals ? fixed(value, Number(digits)) : String(value))
      .replace('NaN', 'nan')
      .replace('Infinity', 'inf');
    const filling = (zero || ' ').repeat(Math.max(Number(width ?? 0) - text.length, 0));
    // Zeros come after the sign.
    rest = rest.replace(whole, zero ? text.replace(/^-?/, `$&${filling}`) : filling + text);
  }
  return rest;
}

/** So many decimals. Of two that are equally near Python takes the even one, `toFixed` the larger. */
function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const isHalf = Math.abs(value * 2 ** (digits + 1)) % 2 === 1;
  // With one decimal more it is exact: the 5 goes, and the point that nothing follows.
  return isHalf && /[13579]$/.test(text) ? value.toFixed(digits + 1).replace(/\.?5$/, '') : text;
}

/** Throws when the path has a field for which there is no value. */
export async function checkFields(owner: string, template: string, moment: CheckpointMoment): Promise<void> {
  await fillTemplate(template, moment).catch((cause: unknown) => {
    throw new RangeError(
      `${owner}: \`filepath\` must have fields that there are; ${(cause as Error).message}.`,
    );
  });
}
