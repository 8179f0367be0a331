import { type ForecastMode, forecastRun } from '../../../sandbox/forecast/forecast.ts';
import type { ProgramMode } from '../../../sandbox/lab/example.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { expectedRequests } from './runFacts.ts';

const modes: Readonly<Partial<Record<ProgramMode, ForecastMode>>> = {
  synchron: 'synchron',
  blockierend: 'synchron',
  asynchron: 'asynchron',
  thread: 'thread-pool',
};

/** Parameters by which examples say how many calls may be under way at once. */
const limits = ['PARALLEL', 'THREADS', 'GLEICHZEITIG'];

/** What each program of the chosen language would take in all, in milliseconds by file; empty where nothing can be said. */
export function forecastTotals(model: ExperimentModel): ReadonlyMap<string, number> {
  const calls = expectedRequests(model);
  const given = limits.map((name) => Number(model.parameters.value[name] ?? Number.NaN)).find(Number.isFinite);
  if (calls === 0) return new Map();
  return new Map(
    model.programs.value.flatMap((program) => {
      const mode = modes[program.mode];
      if (mode === undefined || model.drafts.value[program.file] !== undefined) return [];
      const limited = mode === 'asynchron' && given !== undefined ? 'asynchron-begrenzt' : mode;
      const expected = forecastRun(limited, calls, given ?? calls, model.conditions.value, program.language);
      return [[program.file, expected.totalMs] as const];
    }),
  );
}
