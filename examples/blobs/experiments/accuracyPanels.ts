import {lineChart, panels, type VegaLiteSpec} from 'tfjs-callbacks';
import type {Runs} from '../claims/Claim.js';
import {epochs} from './epochs.js';

/** Training and test accuracy over the epochs, a panel a training. Trainings that are missing are left out. */
export function accuracyPanels(
  runs: Runs,
  titles: Readonly<Record<string, string>>,
  options: {title: string; columns: number},
): VegaLiteSpec {
  const charts = Object.entries(titles).flatMap(([name, title]) => {
    const curves = runs[name];
    if (curves === undefined) return [];
    const series = [
      {name: 'train', x: epochs(curves.acc), y: curves.acc},
      {name: 'test', x: epochs(curves.val_acc), y: curves.val_acc},
    ];
    return lineChart(series, {
      title,
      xTitle: 'epoch',
      yTitle: 'accuracy',
      xDomain: [0, Math.max(curves.acc.length, 10)],
      yDomain: [0, 1],
      width: 210,
      height: 150,
    });
  });
  return panels(charts, options);
}
