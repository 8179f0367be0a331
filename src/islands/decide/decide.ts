import { type Answers, type AskedQuestion, matches, resolveAnswers } from './answers.ts';
import type { DecisionData, Family, MatrixRow, Question, Recommendation, Rule, When } from './decision-schema.ts';

/** The answers a reason rests on, in the reader's words. */
export interface ReasonAnswer {
  readonly question: string;
  /** „Aufrufe: viele“ */
  readonly words: string;
}

/** One answer (or several together) weighing for or against a recommendation. */
export interface Reason {
  readonly answers: readonly ReasonAnswer[];
  /** -4 to 4, never 0. */
  readonly weight: number;
  readonly text: string;
  readonly claim?: string;
}

export interface RankedRecommendation {
  readonly recommendation: Recommendation;
  /** Sum of the weights of its reasons. */
  readonly score: number;
  /** Heaviest first. */
  readonly reasonsFor: readonly Reason[];
  readonly reasonsAgainst: readonly Reason[];
}

export interface ExcludedRecommendation {
  readonly recommendation: Recommendation;
  readonly reasons: readonly Omit<Reason, 'weight'>[];
}

/** What a row of the article's matrix says to these answers, and whether the recommendation agrees. */
export type MatrixFinding =
  | { readonly kind: 'silent'; readonly row: MatrixRow }
  | { readonly kind: 'agrees'; readonly row: MatrixRow; readonly family: Family }
  | {
      readonly kind: 'differs';
      readonly row: MatrixRow;
      readonly family: Family;
      readonly claim?: string;
      readonly text?: string;
    };

export interface Decision {
  readonly asked: readonly AskedQuestion[];
  /** Best first, never empty. */
  readonly ranked: readonly [RankedRecommendation, ...RankedRecommendation[]];
  readonly excluded: readonly ExcludedRecommendation[];
  readonly matrix: readonly MatrixFinding[];
}

function answersOf(when: When, effective: Answers, questions: readonly Question[]): readonly ReasonAnswer[] {
  return Object.keys(when).flatMap((id) => {
    const question = questions.find((candidate) => candidate.id === id);
    const answer = question?.answers.find((candidate) => candidate.id === effective[id]);
    return question && answer ? [{ question: id, words: `${question.label}: ${answer.label}` }] : [];
  });
}

interface Found {
  readonly weights: Reason[];
  readonly exclusions: Omit<Reason, 'weight'>[];
}

function weigh(recommendation: Recommendation, rules: readonly Rule[], effective: Answers, data: DecisionData): Found {
  const found: Found = { weights: [], exclusions: [] };
  for (const rule of rules) {
    for (const effect of rule.effects) {
      if (!effect.on.includes(recommendation.id)) continue;
      const reason = {
        answers: answersOf(rule.when, effective, data.questions),
        text: effect.text,
        ...(effect.claim === undefined ? {} : { claim: effect.claim }),
      };
      if (effect.weight === undefined) found.exclusions.push(reason);
      else found.weights.push({ ...reason, weight: effect.weight });
    }
  }
  return found;
}

function ranked(recommendation: Recommendation, weights: readonly Reason[]): RankedRecommendation {
  const heaviestFirst = weights.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return {
    recommendation,
    score: weights.reduce((sum, { weight }) => sum + weight, 0),
    reasonsFor: heaviestFirst.filter(({ weight }) => weight > 0),
    reasonsAgainst: heaviestFirst.filter(({ weight }) => weight < 0),
  };
}

function compareWithRow(row: MatrixRow, effective: Answers, family: Family): MatrixFinding {
  const verdict = row.verdicts.find(({ when }) => matches(when, effective));
  if (verdict === undefined) return { kind: 'silent', row };
  if (verdict.family === family) return { kind: 'agrees', row, family };
  const exception = row.exceptions.find(({ when }) => matches(when, effective));
  const why = exception === undefined ? {} : { claim: exception.claim, text: exception.text };
  return { kind: 'differs', row, family: verdict.family, ...why };
}

/**
 * Weighs all recommendations against the answers. Pure: the data are handed in. With equal scores the recommendation
 * that stands first in the data (the smaller effort) wins.
 * @param calculated answers that follow from the calculator, for questions that the reader has not answered
 * @throws when the rules exclude every recommendation
 */
export function decide(data: DecisionData, given: Answers, calculated: Answers = {}): Decision {
  const { asked, effective } = resolveAnswers(data.questions, given, calculated);
  const rules = data.rules.filter(({ when }) => matches(when, effective));
  const candidates: RankedRecommendation[] = [];
  const excluded: ExcludedRecommendation[] = [];
  for (const recommendation of data.recommendations) {
    const { weights, exclusions } = weigh(recommendation, rules, effective, data);
    if (exclusions.length > 0) excluded.push({ recommendation, reasons: exclusions });
    else candidates.push(ranked(recommendation, weights));
  }
  const [first, ...rest] = candidates.toSorted((a, b) => b.score - a.score);
  if (first === undefined) {
    throw new Error('Failed to decide: the rules exclude every recommendation. Remove an exclusion in rules.yaml.');
  }
  const { family } = first.recommendation;
  return {
    asked,
    ranked: [first, ...rest],
    excluded,
    matrix: data.matrix.map((row) => compareWithRow(row, effective, family)),
  };
}
