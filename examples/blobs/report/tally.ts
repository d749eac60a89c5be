import type {Judgement, Verdict} from '../../common/claims/judge.js';
import type {Report} from './Report.js';

/** The outcome of the whole in a few sentences. */
export function tally({sections, agreement}: Report): string[] {
  const claims = sections
    .flatMap((section) => section.claims)
    .filter(({ours}) => ours.verdict !== 'not measured');
  const same = claims.filter(({ours, keras}) => ours.verdict === keras.verdict);
  const agreed = agreement.filter(({agrees}) => agrees);
  const verdicts = [
    `Of ${claims.length} statements of the tutorial ${count(claims.map(({ours}) => ours))} here.`,
    `In real Keras ${count(claims.map(({keras}) => keras))}; the verdict is the same for ${same.length}.`,
  ];
  return [
    ...(claims.length > 0 ? verdicts : []),
    ...(agreement.length > 0
      ? [`${agreed.length} of ${agreement.length} final accuracies agree with Keras.`]
      : []),
  ];
}

function count(judgements: readonly Judgement[]): string {
  const having = (verdict: Verdict) => judgements.filter((judgement) => judgement.verdict === verdict).length;
  return `${having('holds')} hold, ${having('holds partly')} hold partly and ${having('does not hold')} do not`;
}
