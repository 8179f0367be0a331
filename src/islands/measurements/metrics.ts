import type { Distribution, Measurement } from '../../../sandbox/trace/measurement.ts';
import { dollars, duration, number, percent, perSecond, seconds } from '../../strings/numbers.ts';

/** One number of a run: how to read it from the measurement, write it and explain it. */
export interface Metric {
  readonly key: string;
  readonly label: string;
  /** One sentence that says what is counted, from when to when. */
  readonly meaning: string;
  /** Shown at once; the others on demand. */
  readonly isMain: boolean | ((measurements: readonly Measurement[]) => boolean);
  /** The bare number (ms, count, share); null where the run has none. */
  readonly value: (measurement: Measurement) => number | null;
  readonly text: (value: number) => string;
}

const ms = (value: number): string => duration(value);
const count = (value: number): string => number(value);

function part(
  of: (measurement: Measurement) => Distribution | null,
  key: keyof Distribution,
): (measurement: Measurement) => number | null {
  return (measurement) => of(measurement)?.[key] ?? null;
}

/** The number where it is not zero: rows that never happened are left out. */
function positive(of: (measurement: Measurement) => number): (measurement: Measurement) => number | null {
  return (measurement) => {
    const value = of(measurement);
    return value > 0 ? value : null;
  };
}

const latency = (measurement: Measurement): Distribution | null => measurement.latencyMs;
const firstToken = (measurement: Measurement): Distribution | null => measurement.timeToFirstTokenMs;
const betweenTokens = (measurement: Measurement): Distribution | null => measurement.interTokenMs;

/** All numbers of a run, in the order in which they are shown. */
export const metrics: readonly Metric[] = [
  {
    key: 'total',
    label: 'Gesamtzeit',
    meaning: 'Laborzeit von der ersten Anweisung des Programms bis zu seinem Ende.',
    isMain: true,
    value: (measurement) => measurement.totalMs,
    text: seconds,
  },
  {
    key: 'together',
    label: 'höchstens zugleich',
    meaning: 'So viele Anfragen waren im selben Augenblick unterwegs.',
    isMain: true,
    value: (measurement) => measurement.maxInFlight,
    text: count,
  },
  {
    key: 'p50',
    label: 'Antwortzeit, Median',
    meaning:
      'Die Hälfte der erfolgreichen Aufrufe dauerte höchstens so lange; Verbindungsaufbau und Wiederholungen zählen mit.',
    isMain: true,
    value: part(latency, 'p50'),
    text: ms,
  },
  {
    key: 'p95',
    label: 'Antwortzeit, p95',
    meaning: '95 % der erfolgreichen Aufrufe dauerten höchstens so lange.',
    isMain: false,
    value: part(latency, 'p95'),
    text: ms,
  },
  {
    key: 'p99',
    label: 'Antwortzeit, p99',
    meaning: '99 % der erfolgreichen Aufrufe dauerten höchstens so lange.',
    isMain: false,
    value: part(latency, 'p99'),
    text: ms,
  },
  {
    key: 'ttft',
    label: 'bis zum ersten Token',
    meaning:
      'Median der Zeit vom Absenden einer Anfrage mit Streaming bis zu ihrem ersten Token. Misst das Programm selbst, so kommt dazu, was davor liegt: der Client und der Aufbau der Verbindung.',
    isMain: true,
    value: part(firstToken, 'p50'),
    text: ms,
  },
  {
    key: 'itl',
    label: 'zwischen zwei Tokens',
    meaning: 'Median des mittleren Abstands zweier Tokens eines Streams.',
    isMain: false,
    value: part(betweenTokens, 'p50'),
    text: ms,
  },
  {
    key: 'throughput',
    label: 'Durchsatz',
    meaning: 'Erfolgreiche Aufrufe je Sekunde der Gesamtzeit.',
    isMain: true,
    value: (measurement) => measurement.throughputPerSecond,
    text: perSecond,
  },
  {
    key: 'requests',
    label: 'HTTP-Anfragen',
    meaning: 'Alle gesendeten Anfragen, Wiederholungen eingeschlossen.',
    isMain: false,
    value: (measurement) => measurement.requests,
    text: count,
  },
  {
    key: 'connections',
    label: 'Verbindungen',
    meaning: 'Geöffnete TCP-Verbindungen. Eine offene Verbindung kann nacheinander viele Anfragen tragen.',
    isMain: true,
    value: (measurement) => measurement.connections,
    text: count,
  },
  {
    key: 'handshakes',
    label: 'TLS-Handshakes',
    meaning: 'Jede neue verschlüsselte Verbindung kostet einen; er dauert eine Umlaufzeit.',
    isMain: false,
    value: (measurement) => measurement.handshakes,
    text: count,
  },
  {
    key: 'success',
    label: 'erfolgreich',
    meaning: 'Anteil der Aufrufe, deren letzter Versuch beantwortet wurde.',
    // Who gives up sooner is not faster: what failed stands beside the time.
    isMain: (measurements) => measurements.some(({ successRate }) => successRate !== null && successRate < 1),
    value: (measurement) => measurement.successRate,
    text: percent,
  },
  {
    key: '429',
    label: 'Antworten mit 429',
    meaning: 'Vom Dienst abgelehnt, weil das Limit erreicht war.',
    isMain: true,
    value: positive((measurement) => measurement.rateLimited),
    text: count,
  },
  {
    key: 'retries',
    label: 'Wiederholungen',
    meaning:
      'Anfragen, die eine abgelehnte oder gescheiterte wiederholen: weil der Client es sagt oder weil danach zum ersten Mal noch einmal dasselbe gefragt wird.',
    isMain: true,
    value: positive((measurement) => measurement.retries),
    text: count,
  },
  {
    key: 'pauses',
    label: 'Pausen vor Wiederholungen',
    meaning: 'Zeit zwischen gescheitertem Versuch und Wiederholung, über alle Aufrufe summiert.',
    isMain: false,
    value: positive((measurement) => measurement.retryPauseMs),
    text: ms,
  },
  {
    key: 'failed',
    label: 'ohne Antwort',
    meaning: 'Anfragen, deren Verbindung abriss oder nicht zustande kam.',
    isMain: true,
    value: positive((measurement) => measurement.failed),
    text: count,
  },
  {
    key: 'aborted',
    label: 'abgebrochen',
    meaning: 'Anfragen, die das Programm selbst abbrach.',
    isMain: true,
    value: positive((measurement) => measurement.aborted),
    text: count,
  },
  {
    key: 'blocked',
    label: 'blockierend gewartet',
    meaning:
      'Zeit, in der ein Aufruf wie time.sleep das ganze Programm warten ließ. Auch Rechnen hält die Event-Loop auf; es zählt unter „Programm rechnet“.',
    isMain: true,
    value: (measurement) => measurement.program.blockedMs,
    text: ms,
  },
  {
    key: 'free',
    label: 'Event-Loop frei',
    meaning: 'Zeit, in der die Event-Loop wartete und anderes hätte erledigen können.',
    isMain: false,
    value: (measurement) => measurement.program.freeMs,
    text: ms,
  },
  {
    key: 'computing',
    label: 'Programm rechnet',
    meaning: 'Zeit, in der Anweisungen des Programms und seiner Bibliotheken liefen.',
    isMain: false,
    value: (measurement) => measurement.program.computingMs,
    text: ms,
  },
  {
    key: 'service',
    label: 'Dienst rechnet, Summe',
    meaning: 'Summe der Bearbeitungszeiten beim Dienst. Nacheinander dauert ein Lauf mindestens so lange.',
    isMain: false,
    value: (measurement) => measurement.serviceTimeMs.sum,
    text: seconds,
  },
  {
    key: 'service-max',
    label: 'Dienst rechnet, längste',
    meaning:
      'Die längste einzelne Bearbeitungszeit. Kürzer als sie wird ein Lauf nicht, auch wenn alles gleichzeitig wartet.',
    isMain: false,
    value: (measurement) => measurement.serviceTimeMs.max,
    text: seconds,
  },
  {
    key: 'tokens',
    label: 'Tokens hin und zurück',
    meaning: 'Tokens der Fragen und der Antworten zusammen, wie der Dienst sie zählt.',
    isMain: false,
    value: positive((measurement) => measurement.tokens.prompt + measurement.tokens.completion),
    text: count,
  },
  {
    key: 'cost',
    label: 'Kosten',
    meaning: 'Nach der datierten Preisliste des Labors; bei OpenAI wirklich zu bezahlen, im Labor nicht.',
    isMain: false,
    value: (measurement) => measurement.costUsd,
    text: dollars,
  },
];

/** A metric beside others of the same runs. */
export interface PresentMetric extends Omit<Metric, 'isMain'> {
  readonly isMain: boolean;
  /** Smaller changes are no news: any two runs of the same program differ by as much. */
  readonly noise: number;
}

const NOISE_MS = 10;

/** The metrics that at least one of these measurements has. */
export function presentMetrics(measurements: readonly Measurement[]): readonly PresentMetric[] {
  return metrics
    .filter((metric) => measurements.some((measurement) => metric.value(measurement) !== null))
    .map((metric) => ({
      ...metric,
      isMain: typeof metric.isMain === 'function' ? metric.isMain(measurements) : metric.isMain,
      noise: metric.text === ms || metric.text === seconds ? NOISE_MS : 0,
    }));
}

/** Larger growth is not written in percent: ten times as much. */
const MOST = 9;

/** The change from one number to another in percent; null where there is none, where it means nothing, and below `noise`. */
export function change(before: number | null, after: number | null, noise = 0): string | null {
  if (before === null || after === null || before === 0) return null;
  if (Math.abs(after - before) < noise) return null;
  const ratio = after / before - 1;
  // From almost nothing to something: a percentage of that is a large number without a meaning.
  if (ratio > MOST) return null;
  if (Math.abs(ratio) < 0.005) return null;
  return `${ratio > 0 ? '+' : '−'}\u00a0${number(Math.abs(ratio) * 100, Math.abs(ratio) < 0.1 ? 1 : 0)}\u00a0%`;
}
