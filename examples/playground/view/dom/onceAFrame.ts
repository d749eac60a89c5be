const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
/** Milliseconds between two pictures, for those who want little to move. */
const calmGap = 500;

/** A function that does `work` before the next picture is shown, however often it is called until then. */
export function onceAFrame(work: () => void): () => void {
  let isWaiting = false;
  let last = -Infinity;
  const draw = () => {
    isWaiting = false;
    last = performance.now();
    work();
  };
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    const early = isCalm.matches ? last + calmGap - performance.now() : 0;
    if (early > 0) setTimeout(() => requestAnimationFrame(draw), early);
    else requestAnimationFrame(draw);
  };
}
