import { type ExperimentModel, runId } from '../experiment/experimentModel.ts';
import { executionIn } from '../experiment/runState.ts';
import { conditionsSummary, settingText } from '../experiment/settingText.ts';

/** What a file must say about its runs, because the page around them does not go with it. */
export interface ExportFacts {
  readonly title: string;
  /** Empty in the laboratory, which asks nothing. */
  readonly question: string;
  /** Parameters and conditions by run id. */
  readonly settings: ReadonlyMap<string, string>;
  readonly day: string;
  readonly address: string;
}

const EARLIER = 'vor der letzten Änderung der Einstellungen';

/** The settings of the moment; a preset also says what it is, which its name says on the page only. */
function settingNow(model: ExperimentModel): string {
  const conditions = model.conditions.value;
  const preset = conditions.name === 'eigene' ? '' : ` (${conditionsSummary(conditions)})`;
  return `${settingText(model)}${preset}`;
}

/** The settings that the shown runs ran with: those of the moment only where nothing was changed since. */
function settingsOf(model: ExperimentModel): readonly (readonly [string, string])[] {
  return model.programs.value.flatMap((program) => {
    const execution = executionIn(model.panes.get(program.file)?.value ?? { kind: 'empty' });
    if (execution === null) return [];
    const kept = model.history.value.find((entry) => entry.execution === execution)?.setting;
    const isChanged = model.forecasts.value.has(program.file);
    const isOfNow = kept === undefined ? !isChanged : kept === settingText(model);
    const setting = isOfNow ? settingNow(model) : (kept ?? EARLIER);
    return [[runId(model.data, program), setting.replaceAll('\u00a0', ' ')] as const];
  });
}

/** What the files of these models say about themselves. */
export function exportFacts(models: readonly ExperimentModel[], day: Date, address: string): ExportFacts {
  const [first] = models;
  return {
    title: [...new Set(models.map(({ data }) => data.title))].join(' · '),
    question: first !== undefined && models.length === 1 ? first.data.question : '',
    settings: new Map(models.flatMap(settingsOf)),
    day: new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(day),
    address,
  };
}
