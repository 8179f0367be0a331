import { type Answers, resolveAnswers } from '../../../src/islands/decide/answers.ts';
import type { DecisionData } from '../../../src/islands/decide/decision-schema.ts';

/** All distinct ways through the questions: each question that is asked, with each of its answers. */
export function* everyWayThrough(questions: DecisionData['questions'], given: Answers = {}): Generator<Answers> {
  const next = resolveAnswers(questions, given).asked.find(({ kind }) => kind === 'assumed');
  if (next === undefined) {
    yield given;
    return;
  }
  for (const { id } of next.question.answers) {
    yield* everyWayThrough(questions, { ...given, [next.question.id]: id });
  }
}
