/** A share as people write it. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
