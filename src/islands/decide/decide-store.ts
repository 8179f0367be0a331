import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ClientLanguage, Curve, Forecast } from '../../../sandbox/forecast/forecast.ts';
import type { FromForecaster } from '../../../sandbox/forecast/wire.ts';
import { takeAwayValues } from './advice.ts';
import type { Answers, AskedQuestion } from './answers.ts';
import type { Ground } from './calculator-question.ts';
import { answerForCalls, type CallsConflict, callsConflict, callsQuestion } from './calls-answer.ts';
import { type Decision, decide } from './decide.ts';
import type { DecisionData } from './decision-schema.ts';
import { defaultNumbers, type Numbers, problemTogether } from './numbers.ts';
import type { TakeAwayValues } from './take-away.ts';

/** The step that shows the recommendation; all others are question ids. */
export const RESULT = 'ergebnis';

/** What the forecast knows at the moment. */
export interface Forecasts {
  readonly points: readonly Forecast[];
  readonly curve: Curve;
}

/** What the page is made of: checked data and a first forecast, all from the build. */
export interface DecideContent {
  readonly data: DecisionData;
  readonly ground: Ground;
  readonly first: Forecasts;
  /** Program templates by file name. */
  readonly programs: Readonly<Record<string, string>>;
  readonly experiments: Readonly<Record<string, { readonly title: string; readonly href: string }>>;
  readonly claims: Readonly<
    Record<string, { readonly verdict: string; readonly correction: string; readonly href: string }>
  >;
  /** Address of the folder with the templates in colour. */
  readonly colours: string;
  /** Address of the free laboratory. */
  readonly laboratory: string;
}

/** State of the page: the reader's answers and numbers, and everything that follows from them. */
export interface DecideStore {
  readonly content: DecideContent;
  readonly answers: Signal<Answers>;
  readonly step: Signal<string>;
  readonly numbers: Signal<Numbers>;
  /** The last numbers that fit together: what the forecast and the program show. */
  readonly sound: Signal<Numbers>;
  /** Ids of the fields whose text is no valid number at the moment. */
  readonly unreadable: Signal<ReadonlySet<string>>;
  /** Whether the fields say something else than the forecast, which then shows the last valid numbers. */
  readonly isStale: ReadonlySignal<boolean>;
  readonly forecasts: Signal<Forecasts>;
  /** The forecast's own failure, in words; null while it works. */
  readonly failure: Signal<string | null>;
  readonly decision: ReadonlySignal<Decision>;
  /** Where the reader's answer and the calculator name different numbers of calls; null while they agree. */
  readonly callsConflict: ReadonlySignal<CallsConflict | null>;
  readonly language: ReadonlySignal<ClientLanguage>;
  readonly values: ReadonlySignal<TakeAwayValues>;
  setNumbers(numbers: Numbers): void;
  /** Notes whether the text of a field is a valid number. */
  setReadable(field: string, isReadable: boolean): void;
  /** Answers a question; where the calculator has a number of calls that the answer does not mean, it takes the answer's. */
  answer(question: string, answer: string): void;
  receive(answer: FromForecaster): void;
}

export function createDecideStore(content: DecideContent): DecideStore {
  const answers = signal<Answers>({});
  const numbers = signal<Numbers>(defaultNumbers);
  const sound = signal<Numbers>(defaultNumbers);
  const unreadable = signal<ReadonlySet<string>>(new Set());
  const forecasts = signal<Forecasts>(content.first);
  const failure = signal<string | null>(null);
  const asksCalls = callsQuestion(content.data.questions);
  // A text of its own, so that a dragged slider decides anew only where it passes from one answer to the next.
  const callsAnswer = computed(() => asksCalls && answerForCalls(asksCalls, sound.value.calls)?.id);
  const decision = computed(() => {
    const calculated = asksCalls && callsAnswer.value ? { [asksCalls.id]: callsAnswer.value } : {};
    return decide(content.data, answers.value, calculated);
  });
  const language = computed<ClientLanguage>(() =>
    answerTo('sprache', decision.value.asked) === 'typescript' ? 'typescript' : 'python',
  );
  const setNumbers = (next: Numbers): void => {
    numbers.value = next;
    if (problemTogether(next) === null) sound.value = next;
  };
  return {
    content,
    answers,
    step: signal(content.data.questions[0]?.id ?? RESULT),
    numbers,
    sound,
    unreadable,
    isStale: computed(() => unreadable.value.size > 0 || problemTogether(numbers.value) !== null),
    forecasts,
    failure,
    decision,
    callsConflict: computed(() => callsConflict(decision.value.asked, sound.value.calls)),
    language,
    values: computed(() => takeAwayValues(sound.value, forecasts.value.curve)),
    setNumbers,
    setReadable(field, isReadable) {
      if (unreadable.peek().has(field) !== isReadable) return;
      const others = [...unreadable.peek()].filter((one) => one !== field);
      unreadable.value = new Set(isReadable ? others : [...others, field]);
    },
    answer(question, answer) {
      answers.value = { ...answers.value, [question]: answer };
      const asked = content.data.questions.find(({ id }) => id === question);
      const given = asked?.answers.find(({ id }) => id === answer);
      if (asked === undefined || given?.calls === undefined) return;
      const isMeant = answerForCalls(asked, numbers.value.calls) === given;
      if (!isMeant) setNumbers({ ...numbers.value, calls: given.calls });
    },
    receive(answer) {
      if (answer.kind === 'failed') failure.value = answer.message;
      else failure.value = null;
      if (answer.kind === 'points') forecasts.value = { ...forecasts.value, points: answer.forecasts };
      if (answer.kind === 'curve') forecasts.value = { ...forecasts.value, curve: answer.curve };
    },
  };
}

/** The answer that counts for a question, given or assumed; null where it is not needed. */
export function answerTo(id: string, asked: readonly AskedQuestion[]): string | null {
  const found = asked.find(({ question }) => question.id === id);
  return found === undefined || found.kind === 'not-needed' ? null : found.answer;
}
