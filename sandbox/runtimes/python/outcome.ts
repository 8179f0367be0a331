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

/** What an engine says when its stack is full: V8 and WebKit, Firefox. */
const STACK_IS_FULL = /call stack size exceeded|too much recursion/i;
const STACK_OVERFLOW =
  'Die Aufrufe sind tiefer verschachtelt, als der Stapel des Browsers reicht; das Labor hat den Lauf beendet.';

/** The interpreter itself has died under the program, at `line` of it (0: unknown): nothing more runs. */
export function outcomeFromCrash(error: unknown, line: number): Outcome {
  const { kind, type, message } = describeCrash(error instanceof Error ? error.message : String(error));
  return { kind, exitCode: exitStatus(error) ?? 134, error: describe(kind, { type, message, line }) };
}

/** The status with which the program ended the interpreter, past Python: `ctypes.CDLL(None).exit(3)`. */
function exitStatus(error: unknown): number | null {
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : null;
  return typeof status === 'number' ? status & 0xff : null;
}

function describeCrash(text: string): { kind: Report['kind']; type: string; message: string } {
  if (STACK_IS_FULL.test(text)) return { kind: 'limit', type: 'RecursionError', message: STACK_OVERFLOW };
  if (/out of memory|allocation failed/i.test(text)) {
    return { kind: 'limit', type: 'MemoryError', message: OUT_OF_MEMORY };
  }
  return { kind: 'threw', type: 'SystemError', message: 'Der Python-Interpreter wurde durch das Programm beendet.' };
}
