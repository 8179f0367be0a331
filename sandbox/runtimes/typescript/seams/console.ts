import type { OutputStream } from '../../../trace/event.ts';
import { format } from '../inspect/format.ts';
import { type InspectOptions, inspect } from '../inspect/inspect.ts';
import { formatTable } from './console-table.ts';

export interface ConsoleSeams {
  readonly write: (stream: OutputStream, text: string) => void;
  /** Milliseconds of lab time. */
  readonly now: () => number;
  readonly stackOf: (error: Error) => string;
  readonly emitWarning: (message: string) => void;
}

const GROUP_INDENTATION = 2;

/** `console` as Node has it: log, info and debug to stdout; warn, error and trace to stderr. */
export function createConsole(seams: ConsoleSeams) {
  const options: InspectOptions = { stackOf: seams.stackOf };
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indentation = '';

  const write = (stream: OutputStream, text: string): void => {
    const indented = indentation ? indentation + text.replaceAll('\n', `\n${indentation}`) : text;
    seams.write(stream, `${indented}\n`);
  };
  const to =
    (stream: OutputStream) =>
    (...args: unknown[]): void =>
      write(stream, format(args, options));
  const log = to('stdout');
  const warn = to('stderr');

  const elapsed = (label: string, what: string): string | null => {
    const since = timers.get(label);
    if (since === undefined) {
      seams.emitWarning(`No such label '${label}' for console.${what}()`);
      return null;
    }
    return formatDuration(seams.now() - since);
  };
  const group = (...labels: unknown[]): void => {
    if (labels.length > 0) log(...labels);
    indentation += ' '.repeat(GROUP_INDENTATION);
  };

  return {
    log,
    info: log,
    debug: log,
    dirxml: log,
    error: warn,
    warn,
    trace(...args: unknown[]): void {
      const here = Object.defineProperty(new Error(format(args, options)), 'name', { value: 'Trace' });
      write('stderr', seams.stackOf(here));
    },
    dir: (value: unknown, given: InspectOptions = {}) => write('stdout', inspect(value, { ...options, ...given })),
    table: (data: unknown, columns?: readonly string[]) => {
      const table = formatTable(data, columns);
      if (table === null) log(data);
      else write('stdout', table);
    },
    assert(condition: unknown, ...args: unknown[]): void {
      if (condition) return;
      const [first, ...rest] = args;
      if (typeof first === 'string') warn(`Assertion failed: ${first}`, ...rest);
      else warn('Assertion failed', ...args);
    },
    count(label = 'default'): void {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      log(`${label}: ${count}`);
    },
    countReset(label = 'default'): void {
      if (!counts.delete(label)) seams.emitWarning(`Count for '${label}' does not exist`);
    },
    group,
    groupCollapsed: group,
    groupEnd(): void {
      indentation = indentation.slice(GROUP_INDENTATION);
    },
    time(label = 'default'): void {
      if (timers.has(label)) seams.emitWarning(`Label '${label}' already exists for console.time()`);
      else timers.set(label, seams.now());
    },
    timeLog(label = 'default', ...args: unknown[]): void {
      const text = elapsed(label, 'timeLog');
      if (text !== null) log(`${label}: ${text}`, ...args);
    },
    timeEnd(label = 'default'): void {
      const text = elapsed(label, 'timeEnd');
      if (text !== null) log(`${label}: ${text}`);
      timers.delete(label);
    },
    [Symbol.toStringTag]: 'console',
  };
}

/** A duration as `console.timeEnd` writes it: `12.345ms`, `1.234s`, `1:02.345 (m:ss.mmm)`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(3)}s`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0');
  if (hours > 0) return `${hours}:${String(minutes).padStart(2, '0')}:${seconds} (h:mm:ss.mmm)`;
  return `${minutes}:${seconds} (m:ss.mmm)`;
}
