import type {History} from '@tensorflow/tfjs';

/** What is called when all callbacks of a fit have had their turn. */
export interface AfterOthers {
  onEpochEnd(epoch: number): Promise<void>;
  onTrainEnd(): Promise<void>;
}

/**
 * Calls back at the end of each epoch and of the training, after all callbacks of the fit, wherever in the list they
 * stand, and before any of them begins the next epoch.
 *
 * tfjs puts its own `History` behind each list, a new one for each fit, and so there is nothing to undo.
 */
export function afterOthers(history: History, after: AfterOthers): void {
  const {onEpochEnd, onTrainEnd} = history;
  history.onEpochEnd = async (epoch, logs) => {
    await onEpochEnd.call(history, epoch, logs);
    await after.onEpochEnd(epoch);
  };
  history.onTrainEnd = async (logs) => {
    await onTrainEnd.call(history, logs);
    await after.onTrainEnd();
  };
}
