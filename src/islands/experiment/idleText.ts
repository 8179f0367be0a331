import type { ExperimentModel } from './experimentModel.ts';
import type { PaneState } from './runState.ts';

/** A program's place, under the name it has on the page. */
export interface ShownPane {
  readonly label: string;
  readonly state: PaneState;
}

/** The panes of the programs that Start would run. */
export function shownPanes(models: readonly ExperimentModel[]): readonly ShownPane[] {
  return models.flatMap((model) =>
    model.programs.value.map((program) => ({
      label: program.label,
      state: model.panes.get(program.file)?.value ?? { kind: 'empty' },
    })),
  );
}

/** What the picture shows while nothing runs, true for each of the programs. */
export function idleText(shown: readonly ShownPane[]): string {
  const text = pictureText(shown);
  const missing = notRunText(shown);
  return missing === null || shown.every(({ state }) => state.kind === 'empty') ? text : `${text} ${missing}`;
}

function pictureText(shown: readonly ShownPane[]): string {
  const kinds = new Set(shown.map(({ state }) => state.kind));
  if (kinds.has('stopped')) return 'Angehalten.';
  if (kinds.has('ended')) return failedText(shown) ?? endedText(shown);
  if (kinds.has('recorded')) return 'Das Bild zeigt eine Aufzeichnung aus diesem Labor.';
  return 'Noch nichts gemessen.';
}

/** A run of the reader's own may stand beside a recording. */
function endedText(shown: readonly ShownPane[]): string {
  const recorded = shown.filter(({ state }) => state.kind === 'recorded').map(({ label }) => `„${label}“`);
  if (recorded.length === 0) return 'Fertig: Das Bild zeigt deinen Lauf.';
  return `Das Bild zeigt deinen Lauf und eine Aufzeichnung: ${listed(recorded)}.`;
}

/** Names the programs that have neither run nor a recording; null where there are none. */
export function notRunText(shown: readonly ShownPane[]): string | null {
  const missing = shown.filter(({ state }) => state.kind === 'empty').map(({ label }) => `„${label}“`);
  if (missing.length === 0) return null;
  return `${listed(missing)} ${missing.length === 1 ? 'ist' : 'sind'} noch nicht gelaufen.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} und ${names.at(-1)}`;
}

/** What to say where a program did not come to its own end; null where all did. */
function failedText(shown: readonly ShownPane[]): string | null {
  const failed = shown.filter(({ state }) => state.kind === 'ended' && state.outcome.kind !== 'completed');
  const [first] = failed;
  if (first === undefined) return null;
  if (failed.length > 1) return 'Die Programme sind mit Fehlern beendet; sie stehen unter der Ausgabe.';
  const subject = shown.length === 1 ? 'Das Programm' : `Das Programm „${first.label}“`;
  return `${subject} ist mit einem Fehler beendet; er steht unter der Ausgabe.`;
}
