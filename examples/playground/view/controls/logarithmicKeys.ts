/** The arrow keys go from one of 1, 2 and 5 times a power of ten to the next: what one tries as a learning rate. */
export function logarithmicKeys(
  input: HTMLInputElement,
  {min, max}: {min: number; max: number},
  changed: () => void,
): void {
  input.addEventListener('keydown', (event) => {
    const up = event.key === 'ArrowUp';
    if (!up && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const next = neighbour(Number(input.value), up);
    input.value = String(Math.min(Math.max(next, min), max));
    changed();
  });
}

function neighbour(value: number, up: boolean): number {
  if (!(value > 0)) return value;
  const power = Math.floor(Math.log10(value));
  const stops = [-1, 0, 1].flatMap((by) => [1, 2, 5].map((digit) => Number(`${digit}e${power + by}`)));
  // Close to a stop is at it: 0.1 * 3 is no reason to stay.
  return up
    ? stops.find((stop) => stop > value * (1 + 1e-9))!
    : stops.reverse().find((stop) => stop < value * (1 - 1e-9))!;
}
