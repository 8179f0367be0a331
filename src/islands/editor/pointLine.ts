import type { ProgramData } from '../experiment/experimentData.ts';
import type { ExperimentModel } from '../experiment/experimentModel.ts';

/** The pointer is on a line of the open program, or has left it. */
export function pointLine(model: ExperimentModel, program: ProgramData, line: number | null): void {
  const known = model.pointedLine.value;
  if ((known?.file === program.file ? known.line : null) === line) return;
  model.pointedLine.value = line === null ? null : { file: program.file, line, from: 'line' };
}
