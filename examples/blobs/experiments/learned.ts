/** The accuracy from which on the problem counts as learned; the tutorial calls less than 75 % less than optimal. */
export const learned = 0.75;
