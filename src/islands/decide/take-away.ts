import type { ClientLanguage } from '../../../sandbox/forecast/forecast.ts';

/** What the calculator found; the templates take from it what they need. */
export interface TakeAwayValues {
  readonly model: string;
  readonly calls: number;
  readonly maxTokens: number;
  readonly concurrency: number;
  /** Background responses handed in at the same time: one behind a limit, which Retry-After then paces. */
  readonly submissions: number;
  readonly retries: number;
  readonly timeoutSeconds: number;
  readonly pollSeconds: number;
  readonly batchSize: number;
}

const START: Readonly<Record<ClientLanguage, string>> = {
  python: '# Werte aus dem Rechner',
  typescript: '// Werte aus dem Rechner',
};
const END: Readonly<Record<ClientLanguage, string>> = { python: '# Ende der Werte', typescript: '// Ende der Werte' };

function digits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/gu, '_');
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${digits(value)}.0` : String(value);
}

/** The constants a template may have, as source text. */
function constantsOf(values: TakeAwayValues, language: ClientLanguage): Readonly<Record<string, string>> {
  const quote = language === 'python' ? '"' : "'";
  return {
    MODELL: `${quote}${values.model}${quote}`,
    ANZAHL: digits(values.calls),
    MAX_TOKENS: digits(values.maxTokens),
    PARALLEL: digits(values.concurrency),
    AUFGABEN_ZUGLEICH: digits(values.submissions),
    WIEDERHOLUNGEN: digits(values.retries),
    ZEITLIMIT: decimal(values.timeoutSeconds),
    ZEITLIMIT_MS: digits(values.timeoutSeconds * 1_000),
    ABFRAGE_ALLE: decimal(values.pollSeconds),
    ABFRAGE_ALLE_MS: digits(values.pollSeconds * 1_000),
    BATCH_GROESSE: digits(values.batchSize),
  };
}

/** A constant of a template that is a choice of the reader's and stays as it stands. */
const KEPT = ['SCHRITTE', 'ABFRAGEN_ZUGLEICH'];

/**
 * Puts the calculator's values into a program: replaces the constants between the two marker lines and touches nothing
 * else.
 * @throws when the markers are missing or a constant is not known
 */
export function fillProgram(template: string, language: ClientLanguage, values: TakeAwayValues): string {
  const lines = template.split('\n');
  const start = lines.indexOf(START[language]);
  const end = lines.indexOf(END[language]);
  if (start < 0 || end < start) {
    throw new Error(
      `Failed to fill a program: its marker lines are missing. Write "${START[language]}" and "${END[language]}" around its constants.`,
    );
  }
  const constants = constantsOf(values, language);
  const filled = lines.slice(start + 1, end).map((line) => {
    const [, before, name = '', after] = /^((?:const )?([A-Z_]+) = ).*?(;?)$/u.exec(line) ?? [];
    if (KEPT.includes(name)) return line;
    const value = constants[name];
    if (value === undefined) {
      throw new Error(
        `Failed to fill a program: the constant in "${line}" is not known. Use one of: ${Object.keys(constants).join(', ')}.`,
      );
    }
    return `${before}${value}${after}`;
  });
  return [...lines.slice(0, start + 1), ...filled, ...lines.slice(end)].join('\n');
}
