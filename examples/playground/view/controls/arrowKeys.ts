import type {Range} from '../../settings/choices.js';

/**
 * The arrow keys go to the next multiple of the step, and on a logarithmic scale from one of 1, 2 and 5 times a power of
 * ten to the next: what one tries as a learning rate.
 */
export function arrowKeys(
  input: HTMLInputElement,
  {min, max, step, scale}: Pick<Range, 'min' | 'max' | 'step' | 'scale'>,
  changed: () => void,
): void {
  input.addEventListener('keydown', (event) => {
    const up = event.key === 'ArrowUp';
    if (!up && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const value = Number(input.value);
    const next = scale === 'logarithmic' ? magnitudeBeside(value, up) : multipleBeside(value, up, step);
    input.value = String(Math.min(Math.max(next, min), max));
    changed();
  });
}

/** Close to a stop is at it: 0.1 * 3 is no reason to stay. */
const close = 1e-9;

function multipleBeside(value: number, up: boolean, step: number): number {
  const steps = value / step;
  const next = up ? Math.floor(steps + close) + 1 : Math.ceil(steps - close) - 1;
  return Number((next * step).toPrecision(9));
}

function magnitudeBeside(value: number, up: boolean): number {
  if (!(value > 0)) return value;
  const power = Math.floor(Math.log10(value));
  const stops = [-1, 0, 1].flatMap((by) => [1, 2, 5].map((digit) => Number(`${digit}e${power + by}`)));
  return up
    ? stops.find((stop) => stop > value * (1 + close))!
    : stops.reverse().find((stop) => stop < value * (1 - close))!;
}
