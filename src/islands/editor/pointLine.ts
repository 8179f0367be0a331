import type { ProgramData } from '../experiment/experimentData.ts';
import type { ExperimentModel } from '../experiment/experimentModel.ts';

/** The pointer is on a line of the open program, or has left it; what a lane has lit up stays lit when it leaves. */
export function pointLine(model: ExperimentModel, program: ProgramData, line: number | null): void {
  const known = model.pointedLine.value;
  if (line === null && known?.from !== 'line') return;
  if ((known?.file === program.file ? known.line : null) === line) return;
  model.pointedLine.value = line === null ? null : { file: program.file, line, from: 'line' };
}

/**
 * Whether the reader has moved the pointer. When a page scrolls or grows under a resting one, browsers send a move too:
 * it would take away the line that the reader has just chosen by keyboard.
 */
export function isMoved(event: MouseEvent): boolean {
  return event.movementX !== 0 || event.movementY !== 0;
}
