import {scatterChart} from 'tfjs-callbacks';
import {points} from '../data/blobs.js';
import type {Experiment} from './Experiment.js';

export const classes: Experiment = {
  name: 'classes',
  title: 'The problem',
  about:
    '1,000 points around three centers, equal to those of scikit-learn to the last bit or two. They overlap, so that no line separates the classes.',
  trainings: [],
  claims: [],
  figures: () => {
    const {x, y, centers} = points();
    const groups = centers.map((_, label) => {
      const members = x.filter((_, i) => y[i] === label);
      return {
        name: `class ${label}`,
        x: members.map(([first]) => first!),
        y: members.map(([, second]) => second!),
      };
    });
    const spec = scatterChart(groups, {
      title: 'The three classes',
      xTitle: 'first input',
      yTitle: 'second input',
      width: 480,
      height: 360,
    });
    return [{name: 'classes', caption: 'All points by class.', spec}];
  },
};
