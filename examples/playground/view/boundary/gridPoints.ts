/** The middles of size x size squares of the plane, row by row from the top left: x, y, x, y ... */
export function gridPoints(size: number, extent: number): Float32Array {
  const points = new Float32Array(size * size * 2);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = 2 * (row * size + column);
      points[at] = ((2 * column + 1) / size - 1) * extent;
      points[at + 1] = (1 - (2 * row + 1) / size) * extent;
    }
  }
  return points;
}
