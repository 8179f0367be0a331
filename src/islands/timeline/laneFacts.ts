import type { RequestEnd, RequestLane, RequestSpan, RunSpans } from '../../../sandbox/trace/spans.ts';
import { bytes, dollars, duration, number, secondsOfMicros } from '../../strings/numbers.ts';

/** One line about a lane: what, and how much. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** How an attempt ended, in German. */
export const endWords: Readonly<Record<RequestEnd, string>> = {
  answered: 'beantwortet',
  refused: 'abgelehnt',
  failed: 'gescheitert',
  aborted: 'abgebrochen',
  open: 'läuft noch',
};

/** How an attempt ended, with its status or code. */
export function endText(request: RequestSpan): string {
  const code = request.status ?? request.code;
  return code === null ? endWords[request.end] : `${endWords[request.end]} (${code})`;
}

/** The numbers of one lane's last attempt. */
export function laneFacts(lane: RequestLane, spans: RunSpans): readonly Fact[] {
  const request = spans.requests.get(lane.requests.at(-1) ?? -1);
  if (request === undefined) return [];
  return [
    { label: 'Beginn', value: secondsOfMicros(lane.from) },
    ...(request.startedAt === null ? [] : [{ label: 'erstes Byte', value: secondsOfMicros(request.startedAt) }]),
    ...(request.firstTokenAt === null ? [] : [{ label: 'erstes Token', value: secondsOfMicros(request.firstTokenAt) }]),
    ...(lane.to === null ? [] : [{ label: 'Ende', value: secondsOfMicros(lane.to) }]),
    { label: 'Dauer', value: duration(((lane.to ?? spans.now) - lane.from) / 1_000) },
    { label: 'Ausgang', value: endText(request) },
    ...(lane.requests.length > 1 ? [{ label: 'Versuche', value: number(lane.requests.length) }] : []),
    { label: 'Verbindung', value: `Nr. ${request.connection}` },
    { label: 'Anfrage', value: `${request.method} ${request.path}` },
    { label: 'Größe', value: `${bytes(request.sentBytes)} hin, ${bytes(request.receivedBytes)} zurück` },
    ...(request.completionTokens > 0
      ? [{ label: 'Tokens', value: `${number(request.promptTokens)} + ${number(request.completionTokens)}` }]
      : []),
    ...(request.costUsd === null ? [] : [{ label: 'Kosten', value: dollars(request.costUsd) }]),
    ...(request.line === undefined ? [] : [{ label: 'Zeile', value: String(request.line) }]),
  ];
}
