import type { Question, When } from './decision-schema.ts';

/** Question id -> answer id. A question without an entry was skipped by the reader or not asked. */
export type Answers = Readonly<Record<string, string>>;

/** Whether all conditions hold. A question without an answer never matches. */
export function matches(when: When, answers: Answers): boolean {
  return Object.entries(when).every(([question, accepted]) => {
    const answer = answers[question];
    return answer !== undefined && accepted.includes(answer);
  });
}

/** Where an assumed answer comes from: the question's default, or what the calculator says. */
export type AssumedFrom = 'default' | 'calculator';

/** How a question stands: answered by the reader, skipped (an answer is assumed), or not needed. */
export type AskedQuestion =
  | { readonly kind: 'answered'; readonly question: Question; readonly answer: string }
  | { readonly kind: 'assumed'; readonly question: Question; readonly answer: string; readonly from: AssumedFrom }
  | { readonly kind: 'not-needed'; readonly question: Question; readonly because: string };

/**
 * Goes through the questions in order: drops those not needed after the earlier answers and puts defaults for skipped
 * ones. Answers the data does not know count as skipped (they may come from a mistyped URL).
 * @param calculated answers that follow from the calculator; they count before the defaults
 */
export function resolveAnswers(
  questions: readonly Question[],
  given: Answers,
  calculated: Answers = {},
): { readonly asked: readonly AskedQuestion[]; readonly effective: Answers } {
  const effective: Record<string, string> = {};
  const asked = questions.map((question): AskedQuestion => {
    const skip = question.skip.find(({ when }) => matches(when, effective));
    if (skip !== undefined) return { kind: 'not-needed', question, because: skip.because };
    const answer = given[question.id];
    if (answer !== undefined && question.answers.some(({ id }) => id === answer)) {
      effective[question.id] = answer;
      return { kind: 'answered', question, answer };
    }
    const assumed = calculated[question.id] ?? question.default;
    effective[question.id] = assumed;
    return {
      kind: 'assumed',
      question,
      answer: assumed,
      from: assumed === question.default ? 'default' : 'calculator',
    };
  });
  return { asked, effective };
}

/** The answers in a query string; anything else in it is left to others. */
export function answersFromQuery(questions: readonly Question[], query: URLSearchParams): Answers {
  const answers: Record<string, string> = {};
  for (const { id, answers: known } of questions) {
    const value = query.get(id);
    if (value !== null && known.some((answer) => answer.id === value)) answers[id] = value;
  }
  return answers;
}

/** Writes the answers into a copy of the query; parameters of others stay. */
export function answersIntoQuery(
  questions: readonly Question[],
  answers: Answers,
  query: URLSearchParams,
): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const { id } of questions) {
    const answer = answers[id];
    if (answer === undefined) next.delete(id);
    else next.set(id, answer);
  }
  return next;
}
