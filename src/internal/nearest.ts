/** The candidate most like `name`, or undefined when none is: `min_lr` is like `minLr`, `foo` like neither. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const pairs = pairsOf(name);
  // Dice's coefficient, but for a factor of two.
  const likeness = (candidate: string): number => {
    const others = pairsOf(candidate);
    return pairs.filter((pair) => others.includes(pair)).length / (pairs.length + others.length);
  };
  return candidates.filter((one) => likeness(one) > 0.25).sort((a, b) => likeness(b) - likeness(a))[0];
}

/** The pairs of letters and digits that stand side by side, whatever their case and what lies between words. */
function pairsOf(name: string): string[] {
  const letters = name.toLowerCase().replace(/[^a-z\d]/g, '');
  return Array.from(letters.slice(1), (letter, i) => letters[i]! + letter);
}
