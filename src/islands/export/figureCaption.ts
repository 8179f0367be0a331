import type { TimelineRun } from '../timeline/timelineRun.ts';
import type { ExportFacts } from './exportFacts.ts';

/** What stands around an exported picture. */
export interface FigureCaption {
  readonly title: string;
  readonly question: string;
  readonly conditions: string;
  readonly foot: string;
}

/** The words of a picture of these runs. Where their settings differ, each is said with the runs it belongs to. */
export function figureCaption(
  runs: readonly Pick<TimelineRun, 'id' | 'label'>[],
  { title, question, settings, day, address }: ExportFacts,
): FigureCaption {
  const labels = new Map<string, string[]>();
  for (const { id, label } of runs) {
    const setting = settings.get(id);
    if (setting !== undefined) labels.set(setting, [...(labels.get(setting) ?? []), label]);
  }
  const conditions =
    labels.size === 1
      ? [...labels.keys()]
      : [...labels].map(([setting, belonging]) => `${belonging.join(', ')}: ${setting}`);
  return { title, question, conditions: conditions.join('; '), foot: `Wartezeit · ${day} · ${address}` };
}
