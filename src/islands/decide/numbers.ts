import type { latencyProfiles } from '../../../sandbox/conditions/latency.ts';
import { noNumberText, parseNumber } from '../../strings/typedNumber.ts';

/** Where the service's times come from: a range for the whole answer, or a profile that depends on the tokens. */
export const latencyChoices = ['bereich', 'schnell', 'mittel', 'langsam'] as const satisfies readonly (
  | 'bereich'
  | keyof typeof latencyProfiles
)[];
export type LatencyChoice = (typeof latencyChoices)[number];

/** The reader's own numbers, all valid. */
export interface Numbers {
  readonly calls: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly latency: LatencyChoice;
  readonly minSeconds: number;
  readonly maxSeconds: number;
  readonly hasLimits: boolean;
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  /** Null: the forecast looks for the best one. */
  readonly concurrency: number | null;
  readonly failurePercent: number;
  readonly retries: number;
  readonly roundTripMs: number;
  /** US dollars per million tokens. */
  readonly inputPrice: number;
  readonly outputPrice: number;
}

/** Names of the fields that hold a plain number. */
export type NumberField = {
  [Name in keyof Numbers]: Numbers[Name] extends number ? Name : never;
}[keyof Numbers];

/** One field of the calculator: its words, unit, bounds, and its name in the address. */
export interface FieldSpec {
  readonly label: string;
  readonly unit: string;
  /** The unit after a 1, where German has a word of its own for it. */
  readonly unitOfOne?: string;
  readonly min: number;
  readonly max: number;
  /** Where the slider ends, when the field allows more. */
  readonly sliderMax?: number;
  /** Digits after the decimal comma that make sense. */
  readonly digits: number;
  /** The slider moves evenly, or by powers (for numbers over several magnitudes). */
  readonly scale: 'linear' | 'log';
  readonly query: string;
  readonly help?: string;
}

export const fields = {
  calls: {
    label: 'Aufrufe',
    unit: 'Aufrufe',
    unitOfOne: 'Aufruf',
    min: 1,
    max: 50_000,
    digits: 0,
    scale: 'log',
    query: 'n',
  },
  promptTokens: {
    label: 'Prompt',
    unit: 'Tokens',
    unitOfOne: 'Token',
    min: 1,
    max: 100_000,
    digits: 0,
    scale: 'log',
    query: 'ein',
  },
  outputTokens: {
    label: 'Antwort',
    unit: 'Tokens',
    unitOfOne: 'Token',
    min: 1,
    max: 20_000,
    digits: 0,
    scale: 'log',
    query: 'aus',
    help: 'So viele erzeugt das Modell, und so viele erlaubt das Programm (max_completion_tokens).',
  },
  minSeconds: {
    label: 'Schnellste Antwort',
    unit: 's',
    min: 0,
    max: 600,
    sliderMax: 30,
    digits: 2,
    scale: 'linear',
    query: 'von',
  },
  maxSeconds: {
    label: 'Langsamste Antwort',
    unit: 's',
    min: 0,
    max: 600,
    sliderMax: 30,
    digits: 2,
    scale: 'linear',
    query: 'bis',
  },
  requestsPerMinute: {
    label: 'Anfragen je Minute (RPM)',
    unit: 'RPM',
    min: 1,
    max: 100_000,
    digits: 0,
    scale: 'log',
    query: 'rpm',
  },
  tokensPerMinute: {
    label: 'Tokens je Minute (TPM)',
    unit: 'TPM',
    min: 100,
    max: 100_000_000,
    digits: 0,
    scale: 'log',
    query: 'tpm',
    help: 'Bei der Zulassung zählen Prompt und erlaubte Antwort zusammen.',
  },
  failurePercent: {
    label: 'Fehlerrate',
    unit: '%',
    min: 0,
    max: 50,
    digits: 1,
    scale: 'linear',
    query: 'f',
    help: 'Anteil der Anfragen, die der Dienst mit 503 abweist.',
  },
  retries: {
    label: 'Wiederholungen des Clients',
    unit: 'je Aufruf',
    min: 0,
    max: 12,
    digits: 0,
    scale: 'linear',
    query: 'w',
    help: 'max_retries; die Vorgabe der offiziellen Clients ist 2.',
  },
  roundTripMs: {
    label: 'Umlaufzeit im Netz',
    unit: 'ms',
    min: 0,
    max: 1_000,
    sliderMax: 300,
    digits: 0,
    scale: 'linear',
    query: 'rtt',
  },
  inputPrice: {
    label: 'Preis Prompt',
    unit: '$ je Mio. Tokens',
    min: 0,
    max: 1_000,
    sliderMax: 10,
    digits: 3,
    scale: 'linear',
    query: 'pe',
  },
  outputPrice: {
    label: 'Preis Antwort',
    unit: '$ je Mio. Tokens',
    min: 0,
    max: 1_000,
    sliderMax: 30,
    digits: 3,
    scale: 'linear',
    query: 'pa',
  },
} as const satisfies Record<NumberField, FieldSpec>;

export const concurrencySpec: FieldSpec = {
  label: 'Gleichzeitig',
  unit: 'Aufrufe',
  unitOfOne: 'Aufruf',
  min: 1,
  max: 2_000,
  digits: 0,
  scale: 'log',
  query: 'par',
};

export const defaultNumbers: Numbers = {
  calls: 100,
  promptTokens: 200,
  outputTokens: 300,
  latency: 'bereich',
  minSeconds: 2,
  maxSeconds: 5,
  hasLimits: true,
  requestsPerMinute: 500,
  tokensPerMinute: 200_000,
  concurrency: null,
  failurePercent: 0,
  retries: 2,
  roundTripMs: 20,
  inputPrice: 0.1,
  outputPrice: 0.5,
};

/** What a reader's text means: a number within the bounds, or a sentence that says what is wrong. */
export type Reading =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'problem'; readonly sentence: string };

const german = (value: number, digits = 3): string =>
  new Intl.NumberFormat('de', { maximumFractionDigits: digits }).format(value);

/** The unit as it stands after a number: „1 Aufruf“, „2 Aufrufe“. */
export function unitOf(value: number, { unit, unitOfOne = unit }: FieldSpec): string {
  return value === 1 ? unitOfOne : unit;
}

/** Reads what a reader typed into a field. German and plain notation; nonsense gives a sentence, never NaN. */
export function readNumber(text: string, spec: FieldSpec): Reading {
  const { label, min, max, digits } = spec;
  const problem = (sentence: string): Reading => ({ kind: 'problem', sentence });
  if (text.trim() === '') return problem(`${label}: hier fehlt eine Zahl von ${german(min)} bis ${german(max)}.`);
  const value = parseNumber(text);
  if (value === null)
    return problem(`${label}: ${noNumberText(text, german(Math.min(max, Math.max(min, 100)), digits))}`);
  if (value < min) return problem(`${label}: mindestens ${german(min)} ${unitOf(min, spec)}.`);
  if (value > max) return problem(`${label}: höchstens ${german(max)} ${unitOf(max, spec)}.`);
  const rounded = Number(value.toFixed(digits));
  if (digits === 0 && rounded !== value) return problem(`${label}: nur ganze Zahlen, etwa ${german(rounded)}.`);
  return { kind: 'number', value: rounded };
}

/** A number as the field shows it. */
export function numberText(value: number, { digits }: FieldSpec): string {
  return german(value, digits);
}

/** What is wrong with numbers that are each valid but do not fit together; null when nothing is. */
export function problemTogether(numbers: Numbers): { readonly field: NumberField; readonly sentence: string } | null {
  if (numbers.latency === 'bereich' && numbers.minSeconds > numbers.maxSeconds) {
    return {
      field: 'maxSeconds',
      sentence: 'Die langsamste Antwort ist schneller als die schnellste. Vertausche beide.',
    };
  }
  const tokens = numbers.promptTokens + numbers.outputTokens;
  if (numbers.hasLimits && tokens > numbers.tokensPerMinute) {
    return {
      field: 'tokensPerMinute',
      sentence: `Ein einziger Aufruf zählt ${german(tokens)} Tokens, mehr als dieses Limit: der Dienst lehnt ihn immer ab.`,
    };
  }
  return null;
}
