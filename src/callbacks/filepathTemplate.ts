import {show} from '../internal/show.js';

/** A field: its name; of its format the filling zero, the width, and the decimals with their number. */
export const field = /\{([^\s{}:!.[\]]+)(?::(0?)(\d*)(?:d?|((?:\.(\d\d?))?f)))?\}/g;

/** Throws when a file path has braces that are not those of a field, or counts batches when nobody does. */
export function checkTemplate(owner: string, template: string, hasBatches: boolean): void {
  if (/[{}]/.test(template.replace(field, ''))) {
    throw new RangeError(
      `${owner}: \`filepath\` must have no braces but {epoch}, {epoch:02d}, {val_loss:.2f} and the like; ` +
        `got ${show(template)}.`,
    );
  }
  if (!hasBatches && /\{batch[:}]/.test(template)) {
    throw new RangeError(
      `${owner}: \`filepath\` must have {batch} only with a number of batches as saveFreq; ` +
        `got ${show(template)}.`,
    );
  }
}
