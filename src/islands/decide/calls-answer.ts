import type { AskedQuestion } from './answers.ts';
import type { Question } from './decision-schema.ts';

type Answer = Question['answers'][number];

/** The question of how many calls there are: the one whose answers set the calculator's number. Null where there is none. */
export function callsQuestion(questions: readonly Question[]): Question | null {
  return questions.find(({ answers }) => answers.some(({ calls }) => calls !== undefined)) ?? null;
}

/** The answer that means this number of calls; undefined where the question is about something else. */
export function answerForCalls({ answers }: Question, calls: number): Answer | undefined {
  const counting = answers.filter((answer) => answer.calls !== undefined);
  return counting.find(({ upTo }) => calls <= (upTo ?? Number.POSITIVE_INFINITY));
}

/** The reader's answer in the wizard and the one that fits the calculator's number, where the two differ. */
export interface CallsConflict {
  readonly question: string;
  readonly given: Answer;
  readonly fitting: Answer;
}

/** Whether the wizard was told another number of calls than the calculator; null while they agree. */
export function callsConflict(asked: readonly AskedQuestion[], calls: number): CallsConflict | null {
  const question = callsQuestion(asked.map((one) => one.question));
  const stand = asked.find((one) => one.question === question);
  if (question === null || stand?.kind !== 'answered') return null;
  const given = question.answers.find(({ id }) => id === stand.answer);
  const fitting = answerForCalls(question, calls);
  if (given === undefined || fitting === undefined || given === fitting) return null;
  return { question: question.id, given, fitting };
}
