import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {choices, settingNames, type Choice} from '../../../../examples/playground/settings/choices';
import {defaults} from '../../../../examples/playground/settings/defaults';
import {fault} from '../../../../examples/playground/settings/fault';
import {planOf} from '../../../../examples/playground/settings/planOf';
import type {Settings} from '../../../../examples/playground/settings/Settings';
import {settingsFromURL} from '../../../../examples/playground/settings/settingsFromURL';
import {urlOf} from '../../../../examples/playground/settings/urlOf';

function valueOf(choice: Choice): fc.Arbitrary<unknown> {
  if (choice.kind === 'switch') return fc.boolean();
  if (choice.kind === 'oneOf') return fc.constantFrom(...Object.keys(choice.values));
  const {min, max, integer} = choice;
  return integer ? fc.integer({min, max}) : fc.double({min, max, noNaN: true});
}

const anySettings = fc.record(
  Object.fromEntries(settingNames.map((name) => [name, valueOf(choices[name])])),
) as unknown as fc.Arbitrary<Settings>;

describe('settingsFromURL', () => {
  it('takes what urlOf gives', () => {
    fc.assert(
      fc.property(anySettings, (a) => {
        expect(settingsFromURL(`#${urlOf(a)}`)).toEqual({a, faults: []});
      }),
    );
  });

  it('takes two runs, on one backend', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (a, other) => {
        const b = {...other, backend: a.backend};
        expect(settingsFromURL(urlOf(a, b))).toEqual({a, b, faults: []});
        expect(settingsFromURL(urlOf(a, other))).toEqual({a, b, faults: []});
      }),
    );
  });

  it('gives the defaults where nothing is said, and a second run like the first', () => {
    expect(settingsFromURL('')).toEqual({a: defaults, faults: []});
    expect(settingsFromURL('#seed=7&compare=true')).toEqual({
      a: {...defaults, seed: 7},
      b: {...defaults, seed: 7},
      faults: [],
    });
  });

  it('keeps the default, and says so, where a link is wrong', () => {
    const link =
      '#data=rings&points=many&noise=&layers=2.5&learningRate=NaN&plateau=yes&width=65&colour=red&seed=3';
    const {a, faults} = settingsFromURL(link);
    expect(a).toEqual({...defaults, seed: 3});
    expect(faults).toEqual([
      'Data must be one of blobs, moons, spirals, xor; got rings.',
      'Points must be an integer from 50 to 2000; got NaN.',
      'Noise must be a number from 0 to 0.5; got nothing.',
      'Hidden layers must be an integer from 1 to 4; got 2.5.',
      'Learning rate must be a number from 0.00001 to 10; got NaN.',
      'Reduce on plateau must be on or off; got yes.',
      'Units per layer must be an integer from 1 to 64; got 65.',
      'There is no setting colour.',
    ]);
  });

  it('reports what is wrong in the second run, too', () => {
    expect(settingsFromURL('compare=true&b.seed=0&b.hue=1').faults).toEqual([
      'Seed must be an integer from 1 to 9999; got 0.',
      'There is no setting hue.',
    ]);
  });
});

describe('urlOf', () => {
  it('says only what is not as by default', () => {
    expect(urlOf(defaults)).toBe('');
    expect(urlOf({...defaults, data: 'xor', learningRate: 0.3})).toBe('data=xor&learningRate=0.3');
    expect(urlOf(defaults, {...defaults, optimizer: 'sgd'})).toBe('compare=true&b.optimizer=sgd');
  });
});

describe('fault', () => {
  it('finds none in the defaults', () => {
    expect(settingNames.filter((name) => fault(name, defaults[name]) !== undefined)).toEqual([]);
    expect([...settingNames].sort()).toEqual(Object.keys(defaults).sort());
  });
});

describe('planOf', () => {
  it('counts the last batch of an epoch, which may be smaller', () => {
    const plan = {training: 400, validation: 100, stepsPerEpoch: 13, totalSteps: 780};
    expect(planOf({...defaults, points: 500, batchSize: 32, epochs: 60})).toEqual(plan);
    expect(planOf({...defaults, points: 50, batchSize: 256, epochs: 1}).totalSteps).toBe(1);
  });
});
