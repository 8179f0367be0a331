import type { OutputStream } from '../../../trace/event.ts';
import { invalidArgument } from './node-error.ts';

export interface WarningSeams {
  /** Runs after the current macrotask, as `process.nextTick` does. */
  readonly nextTick: (run: () => void) => void;
  readonly write: (stream: OutputStream, text: string) => void;
  /** Tells the program's own listeners of `warning`. */
  readonly emit: (event: 'warning', warning: Error) => void;
}

interface WarningOptions {
  readonly type?: string;
  readonly code?: string;
  readonly detail?: string;
}

/** `process.emitWarning(warning, type or options, code)`. */
export type EmitWarning = (warning: unknown, type?: string | WarningOptions, code?: string) => void;

interface Warning extends Error {
  readonly code?: unknown;
  readonly detail?: unknown;
}

/** Warnings as Node writes them to stderr: a tick later, the first one with the word how to learn more. */
export function createEmitWarning({ nextTick, write, emit }: WarningSeams): EmitWarning {
  let explained = false;
  const tell = (warning: Warning): void => {
    const explanation = explained ? '' : '\n(Use `node --trace-warnings ...` to show where the warning was created)';
    explained = true;
    write('stderr', `(node:4242) ${warningText(warning)}${explanation}\n`);
    emit('warning', warning);
  };
  return (warning, type, code) => {
    const options = typeof type === 'object' ? type : { type, code };
    const made = asWarning(warning, options);
    nextTick(() => tell(made));
  };
}

function asWarning(
  warning: unknown,
  { type, code, detail }: { [Key in keyof WarningOptions]?: WarningOptions[Key] | undefined },
): Warning {
  if (warning instanceof Error) return warning;
  if (typeof warning !== 'string') {
    throw invalidArgument('warning', 'of type string or an instance of Error', warning);
  }
  const name = type || 'Warning';
  return Object.assign(
    new Error(warning),
    { name },
    code === undefined ? {} : { code },
    typeof detail === 'string' ? { detail } : {},
  );
}

function warningText({ name, message, code, detail }: Warning): string {
  const text = `${code ? `[${String(code)}] ` : ''}${name}: ${message}`;
  return typeof detail === 'string' ? `${text}\n${detail}` : text;
}
