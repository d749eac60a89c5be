import {readMetric, type MetricLogs} from '../internal/metric.js';
import {show} from '../internal/show.js';

/** Epoch and batch, counted from 0 as in hooks. */
export interface Moment {
  readonly epoch: number;
  readonly batch?: number;
}

/** A field: its name; of its format the filling zero, the width, and the decimals with their number. */
const field = /\{([^{}:]+)(?::(0?)(\d*)(?:d?|((?:\.(\d+))?f)))?\}/g;

/** Throws when a file path has braces that are not those of a field. */
export function checkTemplate(owner: string, template: string): void {
  if (!/[{}]/.test(template.replace(field, ''))) return;
  throw new RangeError(
    `${owner}: \`filepath\` must have no braces but {epoch}, {epoch:02d}, {val_loss:.2f} and the like; ` +
      `got ${show(template)}.`,
  );
}

/** The path with its fields filled in, formatted as in Python; epoch and batch count from 1, as in Keras. */
export async function fillTemplate(
  template: string,
  {epoch, batch}: Moment,
  logs: MetricLogs,
): Promise<string> {
  const {batch: _, ...metrics} = logs;
  const values = {...metrics, epoch: epoch + 1, ...(batch !== undefined && {batch: batch + 1})};
  let rest = template;
  for (const [whole, name = '', zero, width, decimals, digits = 6] of template.matchAll(field)) {
    const value = await readMetric(name, values);
    if (value === undefined) {
      throw new RangeError(`there is no ${whole} in ${Object.keys(values).join(', ')}`);
    }
    const text = decimals ? value.toFixed(Number(digits)) : String(value);
    const filling = (zero || ' ').repeat(Math.max(Number(width ?? 0) - text.length, 0));
    // Zeros come after the sign.
    rest = rest.replace(whole, zero ? text.replace(/^-?/, `$&${filling}`) : filling + text);
  }
  return rest;
}
