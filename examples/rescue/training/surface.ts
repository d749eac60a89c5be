import {randomUniform, split, tidy, type Tensor} from '@tensorflow/tfjs';

/** Points of the square from -1 to 1 and the height of a wavy surface there, the same for each seed. */
export function surface(points: number, seed: number): {x: Tensor; y: Tensor} {
  return tidy(() => {
    const x = randomUniform([points, 2], -1, 1, 'float32', seed);
    const [a, b] = split(x, 2, 1) as [Tensor, Tensor];
    return {x, y: a.mul(4).sin().add(a.mul(b).mul(2)).add(b.square())};
  });
}
