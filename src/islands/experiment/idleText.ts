import { languageWords } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { type Former, formerIn } from './former.ts';
import { orderIn, type PaneState } from './runState.ts';

/** A program's place, under the name it has on the page. */
export interface ShownPane {
  readonly label: string;
  readonly state: PaneState;
  readonly former: Former;
}

/** The panes of these programs of a model. */
export function panesOf(model: ExperimentModel, programs = model.programs.value): readonly ShownPane[] {
  return programs.map((program) => {
    const state = model.panes.get(program.file)?.value ?? { kind: 'empty' };
    return { label: program.label, state, former: formerIn(model, program, state) };
  });
}

/** The panes of the programs that Start would run. */
export function shownPanes(models: readonly ExperimentModel[]): readonly ShownPane[] {
  return models.flatMap((model) => panesOf(model));
}

/** What the picture shows while nothing runs, true for each of the programs. */
export function idleText(shown: readonly ShownPane[]): string {
  const text = pictureText(shown);
  const missing = notRunText(shown);
  return missing === null || shown.every(({ state }) => state.kind === 'empty') ? text : `${text} ${missing}`;
}

function pictureText(shown: readonly ShownPane[]): string {
  const former = formerText(shown);
  if (former !== null) return former;
  const kinds = new Set(shown.map(({ state }) => state.kind));
  if (kinds.has('stopped')) return 'Angehalten.';
  if (kinds.has('ended')) return failedText(shown) ?? endedText(shown);
  if (kinds.has('recorded')) return 'Das Bild zeigt eine Aufzeichnung aus diesem Labor.';
  return 'Noch nichts gemessen.';
}

/** A run of the reader's own may stand beside a recording. */
function endedText(shown: readonly ShownPane[]): string {
  const recorded = recordedLabels(shown);
  if (recorded.length === 0) return 'Fertig: Das Bild zeigt deinen Lauf.';
  return `Das Bild zeigt deinen Lauf und eine Aufzeichnung: ${listed(recorded)}.`;
}

function recordedLabels(shown: readonly ShownPane[]): readonly string[] {
  return shown.filter(({ state }) => state.kind === 'recorded').map(({ label }) => `„${label}“`);
}

/** Says that the run in the picture is not what Start would run now; null where it is. */
function formerText(shown: readonly ShownPane[]): string | null {
  const words = formerWords(shown);
  if (words === null) return null;
  const recorded = recordedLabels(shown);
  const beside = recorded.length === 0 ? '' : `, daneben eine Aufzeichnung: ${listed(recorded)}`;
  return `Das Bild zeigt deinen ${endWord(shown)}Lauf ${words}${beside}. Starte neu, um ${remedy(shown)} zu sehen.`;
}

/** How a run that did not come to its own end is called. */
function endWord(shown: readonly ShownPane[]): string {
  if (shown.some(({ state }) => state.kind === 'stopped')) return 'angehaltenen ';
  return failedOf(shown).length > 0 ? 'fehlgeschlagenen ' : '';
}

function remedy(shown: readonly ShownPane[]): string {
  const isSetting = shown.some(({ former }) => former.settings);
  if (isSetting && shown.some(({ former }) => former.code)) return 'beides neu';
  return isSetting ? 'die neuen' : 'den neuen';
}

/** With what the runs shown were started that is set otherwise now; null where nothing is. */
export function formerWords(shown: readonly ShownPane[]): string | null {
  const own = shown.filter(({ state }) => orderIn(state) !== null);
  const of = (words: string, part: keyof Former): readonly string[] => {
    const behind = own.filter(({ former }) => former[part]);
    if (behind.length === 0) return [];
    return [behind.length === own.length ? words : `${words} von ${listed(behind.map(({ label }) => `„${label}“`))}`];
  };
  const parts = [...of('den früheren Einstellungen', 'settings'), ...of('dem früheren Code', 'code')];
  return parts.length === 0 ? null : `mit ${parts.join(' und ')}`;
}

/** Where the reader's latest run stands that is not in the picture, because another language is chosen; else null. */
export function elsewhereText(model: ExperimentModel): string | null {
  const ran = model.data.programs.filter(({ file }) => orderIn(model.panes.get(file)?.value) !== null);
  const isHere = ran.some(({ language }) => language === model.language.value);
  const latest = isHere ? model.history.value[0]?.program : ran[0];
  if (latest === undefined || latest.language === model.language.value) return null;
  return `Dein ${isHere ? 'neuester ' : ''}Lauf steht unter „${languageWords[latest.language]}“.`;
}

/** Names the programs that have neither run nor a recording; null where there are none. */
export function notRunText(shown: readonly Pick<ShownPane, 'label' | 'state'>[]): string | null {
  const missing = shown.filter(({ state }) => state.kind === 'empty').map(({ label }) => `„${label}“`);
  if (missing.length === 0) return null;
  return `${listed(missing)} ${missing.length === 1 ? 'ist' : 'sind'} noch nicht gelaufen.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} und ${names.at(-1)}`;
}

function failedOf(shown: readonly ShownPane[]): readonly ShownPane[] {
  return shown.filter(({ state }) => state.kind === 'ended' && state.outcome.kind !== 'completed');
}

/** What to say where a program did not come to its own end; null where all did. */
function failedText(shown: readonly ShownPane[]): string | null {
  const failed = failedOf(shown);
  const [first] = failed;
  if (first === undefined) return null;
  if (failed.length > 1) return 'Die Programme sind mit Fehlern beendet; sie stehen unter der Ausgabe.';
  const subject = shown.length === 1 ? 'Das Programm' : `Das Programm „${first.label}“`;
  return `${subject} ist mit einem Fehler beendet; er steht unter der Ausgabe.`;
}
