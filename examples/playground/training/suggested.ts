import type {LearningRateFinderResult, SuggestionMethod} from 'tfjs-callbacks';

/** A rate that can be taken over. */
export interface RateSuggestion {
  /** The library's name of the method, or 'recommendation'. */
  readonly name: string;
  /** As people read it. */
  readonly label: string;
  /** What it means: one sentence. */
  readonly meaning: string;
  readonly learningRate: number;
}

/** Methods with an idea of their own of which rate is a good one. */
const methods = [
  ['valley', 'Valley', 'Half way down the longest fall of the loss.'],
  ['slide', 'Slide', 'The last rate before the curve bends at the bottom of its fall.'],
  ['steepest', 'Steepest', 'Where the loss falls fastest.'],
  ['minimum', 'Minimum', 'A tenth of the rate at which the loss is lowest.'],
  ['belowDivergence', 'Below divergence', 'A hundredth of the rate at which the loss diverges.'],
] as const satisfies readonly (readonly [method: SuggestionMethod, label: string, meaning: string])[];

/** What a range test suggests, the recommendation first; what it has no rate for is left out. */
export function suggested({recommendation, suggestions}: LearningRateFinderResult): RateSuggestion[] {
  const {learningRate, reason} = recommendation;
  const all = [
    {name: 'recommendation', label: 'Recommended', meaning: `${upperFirst(reason)}.`, learningRate},
    ...methods.map(([name, label, meaning]) => ({name, label, meaning, ...rateOf(suggestions[name])})),
  ];
  return all.flatMap(({learningRate, ...one}) =>
    learningRate === undefined ? [] : [{...one, learningRate}],
  );
}

const rateOf = ({learningRate}: {readonly learningRate: number | undefined}) => ({learningRate});

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
