import { number } from '../../strings/numbers.ts';
import type { AskedQuestion, AssumedFrom } from './answers.ts';
import type { Reason } from './decide.ts';
import type { DecideStore } from './decide-store.ts';
import { modeTitle, spokenTime } from './mode-words.ts';
import type { Numbers } from './numbers.ts';

/** Cost for people: `0,05 $`; „unbekannt“ where there is no price. */
export function costText(costUsd: number | null): string {
  if (costUsd === null) return 'unbekannt';
  const digits = costUsd < 1 ? 4 : 2;
  return `${number(costUsd, digits)}\u00a0$`;
}

function bullets(reasons: readonly Reason[]): string {
  return reasons
    .map(({ answers, text, weight }) => {
      const sign = weight > 0 ? '+' : '−';
      return `- ${text} (${answers.map(({ words }) => words).join('; ')}; Gewicht ${sign}${Math.abs(weight)})`;
    })
    .join('\n');
}

/** The reader's numbers in words, one line each. */
export function numberLines(numbers: Numbers): readonly string[] {
  const latency =
    numbers.latency === 'bereich'
      ? `${number(numbers.minSeconds, 2)}–${number(numbers.maxSeconds, 2)} s je Antwort`
      : `Profil „${numbers.latency}“`;
  const limits = numbers.hasLimits
    ? `${number(numbers.requestsPerMinute)} RPM, ${number(numbers.tokensPerMinute)} TPM`
    : 'keine';
  return [
    `Aufrufe: ${number(numbers.calls)}`,
    `Tokens je Aufruf: ${number(numbers.promptTokens)} Prompt, ${number(numbers.outputTokens)} Antwort`,
    `Antwortzeit: ${latency}`,
    `Limits: ${limits}`,
    `Fehlerrate: ${number(numbers.failurePercent, 1)} %`,
  ];
}

/** How an assumed answer is marked. */
export const assumedWords: Readonly<Record<AssumedFrom, string>> = {
  default: 'angenommen',
  calculator: 'aus dem Rechner',
};

/** The answers in words, one line each: given, assumed, or not needed and why. */
export function answerLines(asked: readonly AskedQuestion[]): readonly string[] {
  return asked.map((one) => {
    if (one.kind === 'not-needed') return `${one.question.question} Entfällt: ${one.because}`;
    const text = one.question.answers.find(({ id }) => id === one.answer)?.text ?? one.answer;
    return `${one.question.question} ${text}${one.kind === 'assumed' ? ` (${assumedWords[one.from]})` : ''}`;
  });
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function forecastTable(store: DecideStore): string {
  const rows = store.forecasts.value.points.map(
    (one) =>
      `| ${modeTitle(one)} | ${spokenTime(one.totalMs)} | ${number(one.rateLimited)} | ${number(one.failed)} | ${costText(one.costUsd)} |`,
  );
  return ['| Modus | Gesamtzeit | 429 | gescheitert | Kosten |', '| --- | ---: | ---: | ---: | ---: |', ...rows].join(
    '\n',
  );
}

/**
 * The decision as a record for the team: question, numbers, choice, reasons, date; Markdown.
 * @param day the day of the decision
 */
export function decisionRecord(store: DecideStore, day: Date, address: string): string {
  const { asked, ranked } = store.decision.value;
  const [best, ...others] = ranked;
  const { values } = store;
  return `# Entscheidung: ${best.recommendation.title}

Datum: ${new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(day)}

## Frage

Wie ruft unser Programm die OpenAI-API auf: synchron, asynchron oder anders?

${listOf(answerLines(asked))}

## Zahlen

${listOf(numberLines(store.sound.value))}

Vorhersage (durchgespielt, nicht gemessen):

${forecastTable(store)}

## Entscheidung

${best.recommendation.title}. ${best.recommendation.summary}

Werte: ${number(values.value.concurrency)} gleichzeitig, Zeitlimit ${number(values.value.timeoutSeconds)} s, ${number(values.value.retries)} Wiederholungen je Aufruf.

## Gründe dafür

${bullets(best.reasonsFor)}

## Was dagegen spricht

${best.reasonsAgainst.length > 0 ? bullets(best.reasonsAgainst) : '- Nichts aus den Antworten.'}
- Der Preis: ${best.recommendation.price}

## Verworfen

${others.map(({ recommendation, score }) => `- ${recommendation.title} (${number(score)} Punkte gegen ${number(best.score)})`).join('\n')}

Nachzurechnen unter ${address}
`;
}
