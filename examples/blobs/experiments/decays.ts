/** The decays that the tutorial compares. */
export const decays = [0.1, 0.01, 0.001, 0.0001] as const;
