/** How many times a learning rate was lowered. */
export function drops(rates: readonly number[]): number {
  return rates.filter((rate, epoch) => epoch > 0 && rate < rates[epoch - 1]!).length;
}
