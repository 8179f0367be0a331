import type { Measurement } from '../../../sandbox/trace/measurement.ts';
import { type ExperimentModel, type HistoryEntry, runId } from './experimentModel.ts';

/** How many requests a run is likely to make: items by items per request, where the example has such numbers; else 0. */
export function expectedRequests(model: ExperimentModel): number {
  const chosen = (name: string): number => Number(model.parameters.value[name] ?? Number.NaN);
  const items = [chosen('ANZAHL'), chosen('DOKUMENTE')].find(Number.isFinite) ?? 0;
  const perRequest = chosen('LISTE');
  return items > 0 ? Math.ceil(items / (perRequest > 0 ? perRequest : 1)) : 0;
}

/** Whether the change from one run to another says something: same settings, same work, and both came to their end. */
function isComparable(before: HistoryEntry, after: HistoryEntry): boolean {
  const isWhole = ({ execution }: HistoryEntry): boolean => execution.spans.outcome?.kind === 'completed';
  return (
    isWhole(before) &&
    isWhole(after) &&
    before.comparedBy === after.comparedBy &&
    before.execution.measurement().calls === after.execution.measurement().calls
  );
}

/** The measurement of the latest comparable run before the one shown, by run id: for the change between two runs. */
export function previousMeasurements(model: ExperimentModel): ReadonlyMap<string, Measurement> {
  const previous = new Map<string, Measurement>();
  for (const program of model.programs.value) {
    const entries = model.history.value.filter((entry) => entry.program.file === program.file);
    const shown = model.panes.get(program.file)?.value;
    const index = entries.findIndex((entry) => shown?.kind === 'ended' && entry.execution === shown.execution);
    const after = entries[index];
    const before = after && entries.slice(index + 1).find((entry) => isComparable(entry, after));
    if (before !== undefined) previous.set(runId(model.data, program), before.execution.measurement());
  }
  return previous;
}
