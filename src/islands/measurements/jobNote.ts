import type { TimelineRun } from '../timeline/timelineRun.ts';

/** What the numbers count where the service did the work by itself: one sentence, else null. */
export function jobNote({ label, spans }: TimelineRun): string | null {
  if (spans.jobs.length === 0) return null;
  return `Bei „${label}“ zählen Antwortzeit, Durchsatz und Verbindungen, was das Programm selbst fragt: anlegen, nachsehen, abholen. Die Arbeit im Auftrag macht der Dienst dazwischen.`;
}
