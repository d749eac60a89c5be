import type {Data} from '../../data/dataOf.js';
import type {Point} from '../../data/Point.js';
import {colour} from '../dom/colour.js';
import {windowOf} from './windowOf.js';

/** Each class has a shape, too: colours alone are not for everybody. */
const shapes = [
  (pen: Path2D, x: number, y: number, r: number) => {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
  },
  (pen: Path2D, x: number, y: number, r: number) => {
    pen.moveTo(x, y - 1.25 * r);
    pen.lineTo(x + 1.15 * r, y + 0.85 * r);
    pen.lineTo(x - 1.15 * r, y + 0.85 * r);
    pen.closePath();
  },
  (pen: Path2D, x: number, y: number, r: number) => pen.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r),
];

/** Points to train with are full, those to validate with hollow. */
export function drawPoints(canvas: HTMLCanvasElement, data: Data, side: number): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(side * ratio);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d')!;
  context.scale(canvas.width / side, canvas.width / side);
  const count = data.training.length + data.validation.length;
  const radius = Math.min(Math.max(side / 100, 1.6), 4) * (count > 800 ? 0.75 : 1);
  const surface = colour('--surface');

  for (let label = 0; label < data.numClasses; label++) {
    const path = (points: readonly Point[]) => {
      const pen = new Path2D();
      for (const {x, y, label: of} of points) {
        const at = (value: number) => (value / windowOf(data) / 2 + 0.5) * side;
        if (of === label) shapes[label % shapes.length]!(pen, at(x), at(-y), radius);
      }
      return pen;
    };
    const full = path(data.training);
    const hollow = path(data.validation);
    const own = colour(`--class-${label}`);
    context.lineWidth = radius * 0.5;
    context.strokeStyle = surface;
    context.stroke(full);
    context.fillStyle = own;
    context.fill(full);
    context.fillStyle = surface;
    context.fill(hollow);
    context.lineWidth = radius * 0.55;
    context.strokeStyle = own;
    context.stroke(hollow);
  }
}
