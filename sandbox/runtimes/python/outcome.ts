import type { Outcome, ProgramError } from '../../trace/event.ts';
import { hintForError, hintsFromNotes, type Note } from './hints.ts';

/** What seams/program.py reports at the end of a program. */
interface Report {
  readonly kind: 'completed' | 'threw' | 'deadlock' | 'limit';
  readonly exitCode: number;
  readonly error?: { readonly type: string; readonly message: string; readonly line: number };
  readonly notes: readonly Note[];
}

const DEADLOCK = 'Alle Aufgaben des Programms warten, und nichts kann sie mehr wecken.';
const OUT_OF_MEMORY = 'Das Programm braucht mehr Speicher, als das Labor ihm geben kann.';

/** Reads the report of the Python side. */
export function outcomeFromReport(json: string): Outcome {
  // The wire: written by program.py.
  const report = JSON.parse(json) as Report;
  const { kind, exitCode, error } = report;
  if (kind === 'completed' || error === undefined) {
    const hints = hintsFromNotes(report.notes);
    return { kind: 'completed', exitCode, ...(hints.length > 0 ? { hints } : {}) };
  }
  return { kind, exitCode, error: describe(kind, error) };
}

function describe(kind: Report['kind'], error: NonNullable<Report['error']>): ProgramError {
  const hint = hintForError(error);
  return {
    type: error.type,
    message: messageOf(kind, error.message),
    ...(error.line > 0 ? { line: error.line } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function messageOf(kind: Report['kind'], message: string): string {
  if (kind === 'deadlock') return DEADLOCK;
  return kind === 'limit' && message === '' ? OUT_OF_MEMORY : message;
}

/** The interpreter itself has died under the program (ctypes can do that): nothing more runs. */
export function outcomeFromCrash(error: unknown): Outcome {
  const text = error instanceof Error ? error.message : String(error);
  const memory = /out of memory|allocation failed/i.test(text);
  return {
    kind: memory ? 'limit' : 'threw',
    exitCode: 134,
    error: {
      type: memory ? 'MemoryError' : 'SystemError',
      message: memory ? OUT_OF_MEMORY : 'Der Python-Interpreter wurde durch das Programm beendet.',
    },
  };
}
