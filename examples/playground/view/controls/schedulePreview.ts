import {scheduleOf} from '../../schedules/scheduleOf.js';
import {planOf} from '../../settings/planOf.js';
import type {Settings} from '../../settings/Settings.js';
import {shortNumber} from '../dom/shortNumber.js';
import {setAttributes} from '../dom/element.js';
import {svg} from '../dom/svg.js';
import type {Control} from './Control.js';

const width = 300;
const height = 68;
const left = 44;
const right = width - 6;
const top = 8;
const bottom = height - 18;
const samples = 240;

/** The learning rate over the planned steps, before anything is trained. */
export function schedulePreview(): Control<Settings> {
  const under = svg('path', {class: 'under'});
  const curve = svg('path', {class: 'curve'});
  const highest = svg('text', {x: left - 6, y: top + 4, 'text-anchor': 'end'});
  const zero = svg('text', {x: left - 6, y: bottom + 3, 'text-anchor': 'end'}, '0');
  const first = svg('text', {x: left, y: height - 4}, 'step 0');
  const last = svg('text', {x: right, y: height - 4, 'text-anchor': 'end'});
  const axis = svg('path', {
    class: 'axis',
    fill: 'none',
    d: `M${left} ${top}H${right}M${left} ${bottom}H${right}`,
  });
  const element = svg(
    'svg',
    {class: 'preview', viewBox: `0 0 ${width} ${height}`, role: 'img'},
    ...[axis, under, curve, highest, zero, first, last],
  );

  return {
    element: element as unknown as HTMLElement,
    show: (settings) => {
      const {totalSteps} = planOf(settings);
      const rate = scheduleOf(settings);
      const end = Math.max(totalSteps - 1, 1);
      const steps = Array.from({length: samples + 1}, (_, i) => Math.round((i / samples) * end));
      const rates = steps.map(rate);
      const peak = Math.max(...rates);
      const points = steps.map((step, i) => {
        const x = left + (step / end) * (right - left);
        const y = bottom - (rates[i]! / (peak || 1)) * (bottom - top);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      const line = points.join('L');
      setAttributes(curve, {d: `M${line}`});
      setAttributes(under, {d: `M${left} ${bottom}L${line}L${right} ${bottom}Z`});
      highest.textContent = shortNumber(peak);
      last.textContent = `${totalSteps.toLocaleString('en')} steps`;
      const [from, to] = [shortNumber(rates[0]!), shortNumber(rates.at(-1)!)];
      const words = `Planned learning rate over ${totalSteps} steps: from ${from} to ${to}, at most ${shortNumber(peak)}.`;
      setAttributes(element, {'aria-label': words});
    },
  };
}
