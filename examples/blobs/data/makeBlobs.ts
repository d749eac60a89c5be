import {checkMakeBlobs} from './checkMakeBlobs.js';
import {randomState} from './randomState.js';

export interface MakeBlobsOptions {
  /** Number of points, divided evenly among the centers; or the number around each center. @defaultValue 100 */
  nSamples?: number | readonly number[];
  /** Coordinates of a point; given centers bring their own number. @defaultValue 2 */
  nFeatures?: number;
  /** How many centers to draw, or the centers. @defaultValue 3, or as many as nSamples has numbers */
  centers?: number | readonly (readonly number[])[];
  /** Standard deviation around the centers, or around each. @defaultValue 1 */
  clusterStd?: number | readonly number[];
  /** Ends of the interval in which each coordinate of a drawn center lies. @defaultValue [-10, 10] */
  centerBox?: readonly [number, number];
  /** Whether to mix the classes. @defaultValue true */
  shuffle?: boolean;
  /** Seed of the random numbers. */
  randomState: number;
}

export interface Blobs {
  /** The points. */
  x: number[][];
  /** The class of each point: the index of its center. */
  y: number[];
  centers: number[][];
}

/** Points scattered around a few centers: the same as scikit-learn's `make_blobs` gives for the same arguments. */
export function makeBlobs(options: MakeBlobsOptions): Blobs {
  checkMakeBlobs(options);
  const {nSamples = 100, nFeatures = 2, centerBox = [-10, 10], shuffle = true} = options;
  const {centers: wanted = typeof nSamples === 'number' ? 3 : nSamples.length, clusterStd = 1} = options;
  const random = randomState(options.randomState);
  const times = <Item>(length: number, item: () => Item) => Array.from({length}, item);

  const centers =
    typeof wanted === 'number'
      ? times(wanted, () => times(nFeatures, () => random.uniform(...centerBox)))
      : wanted.map((center) => [...center]);

  const blobs = centers.map((center, label) => {
    const deviation = typeof clusterStd === 'number' ? clusterStd : clusterStd[label]!;
    return times(clusterSize(nSamples, centers.length, label), () =>
      center.map((mean) => random.normal(mean, deviation)),
    );
  });
  const x = blobs.flat();
  const y = blobs.flatMap((points, label) => points.map(() => label));
  if (!shuffle) return {x, y, centers};

  const order = random.permutation(x.length);
  return {x: order.map((i) => x[i]!), y: order.map((i) => y[i]!), centers};
}

/** What does not divide evenly goes to the first centers. */
function clusterSize(nSamples: number | readonly number[], clusters: number, label: number): number {
  if (typeof nSamples !== 'number') return nSamples[label]!;
  return Math.floor(nSamples / clusters) + (label < nSamples % clusters ? 1 : 0);
}
