import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {multiStepLR} from 'tfjs-callbacks';
import {anyStep, errorsOf, floatBelow, itIsPure, itRefuses} from '../helpers/schedules';

const options = {initialLearningRate: 1, milestones: [30, 80], gamma: 0.5};

describe('multiStepLR', () => {
  itIsPure(multiStepLR, {...options, milestones: [8, 3]});

  it('has the new value from the milestone itself on', () => {
    expect([0, floatBelow(30), 30, 31, floatBelow(80), 80, 2 ** 31].map(multiStepLR(options))).toEqual([
      1, 1, 0.5, 0.5, 0.5, 0.25, 0.25,
    ]);
  });

  it('divides by ten unless told otherwise', () => {
    expect(multiStepLR({initialLearningRate: 1, milestones: [1]})(1)).toBe(0.1);
  });

  it('takes milestones in any order, and counts twice what is there twice', () => {
    const rate = multiStepLR({...options, milestones: [100, 5, 9.5, 5]});
    expect([4, 5, 9, 9.5, 99, 100].map(rate)).toEqual([1, 0.25, 0.25, 0.125, 0.125, 0.0625]);
  });

  it('is constant without milestones', () => {
    expect([0, 100].map(multiStepLR({...options, milestones: []}))).toEqual([1, 1]);
  });

  it('may drop to 0 or rise', () => {
    expect([29, 30, 80].map(multiStepLR({...options, gamma: 0}))).toEqual([1, 0, 0]);
    expect([29, 30, 80].map(multiStepLR({...options, gamma: 3}))).toEqual([1, 3, 9]);
  });

  it('has been multiplied as often as there are milestones not after the step', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), {maxLength: 20}), anyStep, (milestones, step) => {
        const passed = milestones.filter((milestone) => milestone <= step).length;
        expect(multiStepLR({...options, milestones})(step)).toBe(0.5 ** passed);
      }),
    );
  });

  const {range, type} = errorsOf('multiStepLR');
  const numbers = '`milestones` must be an array of finite numbers >= 0; got ';

  itRefuses(multiStepLR, options, [
    [{initialLearningRate: NaN}, range('`initialLearningRate` must be a finite number >= 0; got NaN.')],
    [{milestones: [30, -1]}, range(`${numbers}[30, -1].`)],
    [{milestones: [Infinity]}, range(`${numbers}[Infinity].`)],
    [{milestones: [NaN]}, range(`${numbers}[NaN].`)],
    [{milestones: ['30']}, range(`${numbers}["30"].`)],
    [{milestones: 30}, type(`${numbers}30.`)],
    [{milestones: undefined}, type(`${numbers}undefined.`)],
    [{gamma: -0.1}, range('`gamma` must be a finite number >= 0; got -0.1.')],
    [{mile_stones: []}, type('unknown option `mile_stones`; did you mean `milestones`?')],
  ]);
});
