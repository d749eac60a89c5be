import {colour, rgb} from '../dom/colour.js';

/** What the network says about each place: the colours of the classes, mixed as it believes in them. */
export interface Field {
  readonly probabilities: Float32Array;
  /** Places in a row, and rows. */
  readonly size: number;
}

/** How much of the colours is seen: the points stand out before them. */
const strength = 0.42;

export function drawField(canvas: HTMLCanvasElement, {probabilities, size}: Field): void {
  const numClasses = probabilities.length / (size * size);
  const background = rgb(colour('--surface'));
  const colours = Array.from({length: numClasses}, (_, label) => rgb(colour(`--class-${label}`)));
  const image = new ImageData(size, size);
  for (let place = 0; place < size * size; place++) {
    for (let channel = 0; channel < 3; channel++) {
      let mixed = 0;
      for (let label = 0; label < numClasses; label++) {
        mixed += probabilities[place * numClasses + label]! * colours[label]![channel]!;
      }
      image.data[4 * place + channel] = background[channel]! + strength * (mixed - background[channel]!);
    }
    image.data[4 * place + 3] = 255;
  }
  // One dot for each place: the style sheet makes it large and smooth.
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}
