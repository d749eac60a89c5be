/** The candidate most like `name`, or undefined when none is near: `min_lr` is near `minLr`, `foo` near neither. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const plain = letters(name);
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const distance = editDistance(plain, letters(candidate));
    if (distance < least && distance <= Math.ceil(candidate.length / 3)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function letters(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}

/** Levenshtein's distance, one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({length: to.length + 1}, (_, column) => column);
  for (let i = 0; i < from.length; i++) {
    const above = row;
    row = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const substituted = above[j]! + (from[i] === to[j] ? 0 : 1);
      row.push(Math.min(substituted, above[j + 1]! + 1, row[j]! + 1));
    }
  }
  return row[to.length]!;
}
