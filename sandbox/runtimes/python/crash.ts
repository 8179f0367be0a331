import type { PyodideAPI } from 'pyodide';

/** Where a program was when the interpreter died under it. */
export interface CrashSite {
  /** As Python prints a stack, innermost call first: without frames of ours, repetitions counted. */
  readonly text: string;
  /** Innermost line of the program; 0 where none is known. */
  readonly line: number;
}

/** The part of Pyodide that tells of its own end and writes the stack to stdout. */
interface Mortal {
  readonly _api: { fatal_error(error: unknown): void };
}

const FRAME = /^ {2}File "(.*)", line (\d+) in /;
const OURS = /\/_lab\/|\/_?pyodide\/|^<exec>/;
/** CPython shows a repeated line three times, then counts (traceback.py, `_RECURSIVE_CUTOFF`). */
const SHOWN_REPETITIONS = 3;
const SHOWN_LINES = 20;

/** Keeps the stack that Pyodide writes when it dies out of the program's output. Returns what tells of it afterwards. */
export function watchForCrash(pyodide: PyodideAPI, fileName: string): () => CrashSite {
  const decoder = new TextDecoder();
  const collector = {
    write: (bytes: Uint8Array): number => {
      dump += decoder.decode(bytes, { stream: true });
      return bytes.length;
    },
    isatty: false,
  };
  let dump = '';
  // The wire: Pyodide has no public word for its end.
  const api = (pyodide as unknown as Mortal)._api;
  const original = api.fatal_error;
  api.fatal_error = (error) => {
    pyodide.setStdout(collector);
    pyodide.setStderr(collector);
    silently(() => original(error));
  };
  return () => crashSite(dump, fileName);
}

/** Pyodide asks the reader to report the end of a program to its maintainers, with a stack of WebAssembly. */
function silently(work: () => void): void {
  const say = console.error;
  console.error = () => {};
  try {
    work();
  } finally {
    console.error = say;
  }
}

/** Reads what the interpreter wrote about its stack. */
export function crashSite(dump: string, fileName: string): CrashSite {
  const frames = dump.split('\n').filter((line) => FRAME.test(line) && !OURS.test(fileOf(line)));
  const innermost = frames.find((line) => fileOf(line) === fileName);
  const line = Number(FRAME.exec(innermost ?? '')?.[2] ?? 0);
  if (frames.length === 0) return { text: '', line };
  const counted = countRepetitions(frames);
  // The interpreter writes the innermost frames of a deep stack only, and says no more than that there are others.
  const isCut = counted.length > SHOWN_LINES || !dump.includes(' in <module>\n');
  const lines = ['Stack (most recent call first):', ...counted.slice(0, SHOWN_LINES), ...(isCut ? ['  ...'] : [])];
  return { text: `${lines.join('\n')}\n`, line };
}

function fileOf(frame: string): string {
  return FRAME.exec(frame)?.[1] ?? '';
}

function countRepetitions(frames: readonly string[]): string[] {
  const lines: string[] = [];
  for (let from = 0; from < frames.length; ) {
    const frame = frames[from] ?? '';
    let to = from;
    while (frames[to] === frame) to++;
    const more = to - from - SHOWN_REPETITIONS;
    lines.push(...frames.slice(from, Math.min(to, from + SHOWN_REPETITIONS)));
    if (more > 0) lines.push(`  [Previous line repeated ${more} more time${more > 1 ? 's' : ''}]`);
    from = to;
  }
  return lines;
}
