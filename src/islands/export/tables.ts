import { endWords } from '../timeline/laneFacts.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import type { ExportFacts } from './exportFacts.ts';

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

/** How a table is written: `plain` as programs read it, `german` as a German Excel opens it by a double click. */
export type CsvForm = 'plain' | 'german';

const forms = {
  plain: { separator: ',', point: '.', mark: '' },
  // Without the mark Excel takes UTF-8 for an older character set.
  german: { separator: ';', point: ',', mark: '\uFEFF' },
} as const;

/**
 * All calls of the runs as CSV: one line per call, times in seconds, UTF-8. What holds for a whole run stands in columns of
 * its own: a line above the heads would be data to whoever reads the file.
 */
export function csvOf(runs: readonly TimelineRun[], form: CsvForm = 'plain', facts: ExportFacts | null = null): string {
  const { separator, point, mark } = forms[form];
  const seconds = (micros: number | null): string =>
    micros === null ? '' : (micros / 1_000_000).toFixed(6).replace('.', point);
  const cell = (value: string): string =>
    /["\n]/.test(value) || value.includes(separator) ? `"${value.replaceAll('"', '""')}"` : value;
  const heads = facts === null ? columns : [...columns, 'experiment', 'bedingungen'];
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
        ...(facts === null ? [] : [facts.title, facts.settings.get(run.id) ?? '']),
      ].map(cell);
    }),
  );
  return `${mark}${[heads, ...lines].map((line) => line.join(separator)).join('\n')}\n`;
}
