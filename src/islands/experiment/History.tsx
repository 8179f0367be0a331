import { number, seconds } from '../../strings/numbers.ts';
import { useLater } from '../pace/useLater.ts';
import { ScrollBox } from '../timeline/ScrollBox.tsx';
import { languageWords } from './experimentData.ts';
import type { ExperimentModel, HistoryEntry } from './experimentModel.ts';

/** Earlier runs of this card, newest first; any of them can be shown again. `of`: whose they are, where there are several. */
export function History({ model, of }: { readonly model: ExperimentModel; readonly of: string | null }) {
  const entries = useLater(
    () => model.history.value.map((entry) => ({ entry, isShown: shownExecution(model, entry) })),
    [model],
  );
  if (entries.length < 2) return null;
  const show = (entry: HistoryEntry): void => {
    const pane = model.panes.get(entry.program.file);
    const { outcome } = entry.execution.spans;
    if (pane === undefined || outcome === null) return;
    model.language.value = entry.program.language;
    model.shownFile.value = entry.program.file;
    pane.value = { kind: 'ended', order: entry.order, execution: entry.execution, outcome };
  };
  return (
    <details class="wz-more no-print" data-pagefind-ignore="">
      <summary>
        Frühere Läufe{of !== null && ` von ${of}`} ({number(entries.length)})
      </summary>
      <ScrollBox>
        <table class="wz-table">
          <caption class="sr-only">Frühere Läufe dieses Experiments</caption>
          <thead>
            <tr>
              <th scope="col">Programm</th>
              <th scope="col">Einstellung</th>
              <th scope="col">Gesamtzeit</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {entries.map(({ entry, isShown }) => (
              <tr key={entry.id}>
                <th scope="row">
                  {entry.program.label}, {languageWords[entry.program.language]}
                  {entry.isEdited && <span class="wz-edited">geändert</span>}
                </th>
                <td class="wz-text">{entry.setting}</td>
                <td>{seconds(entry.execution.measurement().totalMs)}</td>
                <td>
                  <button type="button" class="wz-tool" disabled={isShown} onClick={() => show(entry)}>
                    {isShown ? 'gezeigt' : 'zeigen'}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}

function shownExecution(model: ExperimentModel, entry: HistoryEntry): boolean {
  const state = model.panes.get(entry.program.file)?.value;
  return state?.kind === 'ended' && state.execution === entry.execution;
}
