import { endWords } from '../timeline/laneFacts.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';

const columns = [
  'lauf',
  'aufruf',
  'versuche',
  'beginn_s',
  'gesendet_s',
  'erstes_byte_s',
  'ende_s',
  'status',
  'ausgang',
  'verbindung',
  'zeile',
  'bytes_hin',
  'bytes_zurueck',
  'tokens_hin',
  'tokens_zurueck',
] as const;

function seconds(micros: number | null): string {
  return micros === null ? '' : (micros / 1_000_000).toFixed(6);
}

function cell(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** All calls of the runs as CSV: one line per call, times in seconds with a decimal point, UTF-8. */
export function csvOf(runs: readonly TimelineRun[]): string {
  const lines = runs.flatMap((run) =>
    run.spans.lanes.map((lane) => {
      const last = run.spans.requests.get(lane.requests.at(-1) ?? -1);
      return [
        run.label,
        String(lane.lane + 1),
        String(lane.requests.length),
        seconds(lane.from),
        seconds(last?.sentAt ?? null),
        seconds(last?.startedAt ?? null),
        seconds(lane.to),
        String(last?.status ?? ''),
        endWords[lane.end],
        String(last?.connection ?? ''),
        String(last?.line ?? ''),
        String(last?.sentBytes ?? ''),
        String(last?.receivedBytes ?? ''),
        String(last?.promptTokens ?? ''),
        String(last?.completionTokens ?? ''),
      ].map(cell);
    }),
  );
  return `${[columns, ...lines].map((line) => line.join(',')).join('\n')}\n`;
}
