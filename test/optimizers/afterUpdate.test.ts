import {describe, expect, it} from '@jest/globals';
import {afterUpdate} from '../../src/optimizers/afterUpdate';
import {OptimizerWrapper} from '../../src/optimizers/OptimizerWrapper';
import {optimizers, Slope} from '../helpers/optimizers';

describe.each(optimizers)('afterUpdate of %s', (_name, make) => {
  it('calls all listeners after each update, until each is taken away', () => {
    const slope = new Slope(make(0.1));
    const fields = Object.keys(slope.optimizer);
    const calls: string[] = [];
    const first = afterUpdate(slope.optimizer, () => calls.push(`first ${slope.optimizer.iterations}`));
    const second = afterUpdate(slope.optimizer, () => calls.push(`second ${slope.optimizer.iterations}`));
    slope.update();
    first();
    slope.update();
    second();
    slope.update();
    expect(calls).toEqual(['first 1', 'second 1', 'second 2']);
    expect(Object.keys(slope.optimizer)).toEqual([...fields, 'iterations_']);
    slope.dispose();
  });

  it('calls them after an update that a wrapper leaves out, too', () => {
    class Idle extends OptimizerWrapper {
      protected override transform(): undefined {
        return undefined;
      }
    }
    const slope = new Slope(new Idle(make(0.1)));
    let calls = 0;
    afterUpdate(slope.optimizer, () => {
      calls += 1;
    });
    slope.update();
    slope.update();
    expect([calls, slope.optimizer.iterations]).toEqual([2, 0]);
    slope.dispose();
  });

  it('gives back a counter of the optimizer’s own', () => {
    const slope = new Slope(make(0.1));
    let counted = 0;
    const own = () => {
      counted += 1;
    };
    Object.assign(slope.optimizer, {incrementIterations: own});
    const end = afterUpdate(slope.optimizer, () => {});
    slope.update();
    end();
    expect(counted).toBe(1);
    expect((slope.optimizer as unknown as {incrementIterations: unknown}).incrementIterations).toBe(own);
    slope.dispose();
  });

  it('can begin again, and end twice', () => {
    const slope = new Slope(make(0.1));
    let calls = 0;
    const count = () => {
      calls += 1;
    };
    const end = afterUpdate(slope.optimizer, count);
    end();
    end();
    const again = afterUpdate(slope.optimizer, count);
    slope.update();
    again();
    expect(calls).toBe(1);
    slope.dispose();
  });
});
