import {describe, expect, it} from '@jest/globals';
import {scale} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itNeedsASchedule, itRefuses} from '../helpers/schedules';

const itself = (step: number) => step;
const scaled = ({factor}: {factor: number}) => scale(itself, factor);

describe('scale', () => {
  itIsPure(scaled, {factor: 0.5});

  it.each([
    [0.5, [0, 0.5, 1.75, 2 ** 30]],
    [1, [0, 1, 3.5, 2 ** 31]],
    [0, [0, 0, 0, 0]],
  ])('multiplies by %d', (factor, values) => {
    expect([0, 1, 3.5, 2 ** 31].map(scaled({factor}))).toEqual(values);
  });

  itNeedsASchedule('scale', (schedule) => scale(schedule, 2));

  const {range, type} = errorsOf('scale');

  itRefuses(scaled, {}, [
    [{factor: -1}, range('`factor` must be a finite number >= 0; got -1.')],
    [{factor: Infinity}, range('`factor` must be a finite number >= 0; got Infinity.')],
    [{factor: '2'}, type('`factor` must be a finite number >= 0; got "2".')],
    [{}, type('`factor` must be a finite number >= 0; got undefined.')],
  ]);
});
