import * as all from '../schedules/index.js';

/** What would not be understood by its name on tf.train: combinators, and ways from and to elsewhere. */
const others = [
  'clamp',
  'delay',
  'fromKeras',
  'fromPlan',
  'join',
  'product',
  'repeat',
  'sample',
  'scale',
  'warmup',
] as const;

export type Schedules = Omit<typeof all, (typeof others)[number]>;

/** What tf.train gets, by its name there. */
export const schedules = Object.fromEntries(
  Object.entries(all).filter(([name]) => !others.some((other) => other === name)),
) as Schedules;
