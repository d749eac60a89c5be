import {describe, expect, it} from '@jest/globals';
import {recommend} from '../../src/finder/recommend.js';
import {noSuggestions, type Suggestions} from '../../src/finder/suggestions/suggestions.js';

/** Suggestions of these rates, and none of the other methods. */
function suggestionsOf(rates: {[Method in keyof Suggestions]?: number}): Suggestions {
  const suggested = Object.entries(rates).map(([method, learningRate]) => [
    method,
    {learningRate, method, reason: 'because'},
  ]);
  return {...noSuggestions('too flat'), ...Object.fromEntries(suggested)} as Suggestions;
}

describe('recommend', () => {
  it('takes the middle one of the largest group within a factor of 3', () => {
    expect(recommend(suggestionsOf({valley: 0.02, slide: 0.01, steepest: 0.03, minimum: 0.5}))).toEqual({
      learningRate: 0.02,
      method: 'agreement',
      reason: 'slide, valley and steepest agree on 0.01 to 0.03',
      agreeing: ['slide', 'valley', 'steepest'],
    });
  });

  it('takes the geometric mean of the middle two', () => {
    const {learningRate, agreeing} = recommend(suggestionsOf({valley: 0.01, steepest: 0.02, minimum: 0.5}));
    expect(learningRate).toBeCloseTo(0.01 * Math.SQRT2, 14);
    expect(agreeing).toEqual(['valley', 'steepest']);
    const four = {valley: 1, slide: 1.5, steepest: 2, minimum: 3};
    expect(recommend(suggestionsOf(four)).learningRate).toBeCloseTo(Math.sqrt(3), 14);
  });

  it('takes the lowest of groups as large as each other', () => {
    const rates = {valley: 0.001, slide: 0.002, steepest: 0.1, minimum: 0.1};
    expect(recommend(suggestionsOf(rates)).agreeing).toEqual(['valley', 'slide']);
  });

  it('gives the rate itself where all agree on it', () => {
    expect(recommend(suggestionsOf({valley: 0.01, slide: 0.01}))).toMatchObject({
      learningRate: 0.01,
      reason: 'valley and slide agree on 0.01',
    });
  });

  it('takes the middle where no two agree', () => {
    expect(recommend(suggestionsOf({valley: 0.01, slide: 0.001, minimum: 0.5}))).toEqual({
      learningRate: 0.01,
      method: 'middle',
      reason: 'no two methods agree; it is the middle of 0.001 to 0.5',
      agreeing: [],
    });
    const two = recommend(suggestionsOf({valley: 0.001, steepest: 0.1}));
    expect(two).toMatchObject({learningRate: expect.closeTo(0.01, 14), method: 'middle'});
    const four = {valley: 0.01, slide: 0.001, steepest: 0.04, minimum: 0.5};
    expect(recommend(suggestionsOf(four)).learningRate).toBeCloseTo(0.02, 14);
  });

  it('has no recommendation of one method, nor of none', () => {
    expect(recommend(suggestionsOf({valley: 0.001}))).toMatchObject({learningRate: undefined, agreeing: []});
    expect(recommend(suggestionsOf({valley: 0.001})).reason).toBe(
      'valley alone suggests a rate at which the loss falls',
    );
    expect(recommend(noSuggestions('too flat')).reason).toBe('too flat');
  });

  it('does not count what lies below the first fall', () => {
    const rates = {valley: 0.001, slide: 0.001, steepest: 0.1, minimum: 0.2, firstFall: 0.01};
    expect(recommend(suggestionsOf(rates)).agreeing).toEqual(['steepest', 'minimum']);
    expect(recommend(suggestionsOf({...rates, firstFall: 1})).reason).toBe(
      'no method suggests a rate at which the loss falls',
    );
  });

  it('does not count the same idea twice, nor those that answer another question', () => {
    const twice = {steepest: 0.1, steepestByStep: 0.1, steepestByRate: 0.1, firstFall: 0.1, minimum: 1};
    expect(recommend(suggestionsOf(twice)).agreeing).toEqual([]);
    expect(recommend(suggestionsOf({...twice, belowDivergence: 0.2})).agreeing).toEqual([
      'steepest',
      'belowDivergence',
    ]);
  });
});
