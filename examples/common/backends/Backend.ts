export const backends = ['cpu', 'wasm', 'tensorflow'] as const;
/** What tfjs computes on. */
export type Backend = (typeof backends)[number];
