/** The error for what cannot do its work with another copy of tfjs than that of this library. */
export function twoCopies(owner: string, what: 'model' | 'tf'): TypeError {
  return new TypeError(
    `${owner}: \`${what}\` is of another copy of tfjs than this library uses; ` +
      'load tfjs once: one script tag, or one version for all (npm ls @tensorflow/tfjs).',
  );
}
