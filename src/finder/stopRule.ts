/** Why the losses themselves end a range test. */
export type LossStop = 'diverged' | 'nan' | 'infinite';

/** The best smoothed loss so far, and why to stop, if so. */
export interface Verdict {
  readonly best: number;
  readonly stopReason: LossStop | undefined;
}

/**
 * Says when to stop: from the verdict before (none at first), a loss and its smoothed value to the next verdict.
 *
 * Diverged is a smoothed loss above best + (stopFactor − 1) · |best|. That is stopFactor · best, as in fastai,
 * torch-lr-finder and Lightning, where the best is above 0; losses below 0, at which these stop at once, have a limit too.
 */
export function stopRule(
  stopFactor: number,
  terminateOnNaN: boolean,
): (before: Verdict | undefined, loss: number, smoothed: number) => Verdict {
  return (before, loss, smoothed) => {
    const best = before === undefined || smoothed < before.best ? smoothed : before.best;
    return {best, stopReason: reasonTo(best, loss, smoothed)};
  };

  function reasonTo(best: number, loss: number, smoothed: number): LossStop | undefined {
    if (terminateOnNaN && Number.isNaN(loss)) return 'nan';
    if (terminateOnNaN && !Number.isFinite(loss)) return 'infinite';
    return smoothed > best + (stopFactor - 1) * Math.abs(best) ? 'diverged' : undefined;
  }
}
