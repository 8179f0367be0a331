import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A program to run by a loaded Python. */
export interface PythonOrder {
  readonly program: string;
  /** File that the report is written to. */
  readonly report: string;
  /** File that the standard output is written to. */
  readonly output: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A process that waits before the program's first line. */
export interface WaitingProcess {
  /** Lets it run. Resolves with its exit code, or null where it was ended from outside. */
  start(): Promise<number | null>;
  /** Ends it, if it still lives. */
  kill(): void;
}

/** A CPython that has its libraries loaded and forks a process for each run. */
export interface LoadedPython {
  /** Rejects where Python has ended. */
  prepare(order: PythonOrder): Promise<WaitingProcess>;
  /** Ends it and all of its runs. */
  end(): Promise<void>;
}

const newsSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('loaded') }),
  z.object({ event: z.literal('ready'), id: z.number() }),
  z.object({ event: z.literal('ended'), id: z.number(), code: z.number() }),
]);

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

interface Waiting {
  ready(): void;
  ended(code: number | null): void;
  fail(error: Error): void;
}

/**
 * Starts the interpreter `python` and waits until it has imported what the module list `warm` names; default: that of the lab's
 * snapshot. Rejects where it cannot.
 */
export async function loadPython(
  python: string,
  warm = pathOf('../../runtimes/python/seams/warm.py'),
  environment: Readonly<Record<string, string>> = {},
): Promise<LoadedPython> {
  // No TLS on either side: an empty folder instead of some 120 certificates that each new client would read (and Python's
  // OpenSSL 3.0 needs 16 ms for them, 3.6 needs 4 ms; the lab has none to read).
  const certificates = await mkdtemp(join(tmpdir(), 'wartezeit-parity-'));
  const child = spawn(python, [pathOf('native_run.py'), warm], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      SSL_CERT_DIR: certificates,
      TZ: 'UTC',
      ...environment,
    },
  });
  const waiting = new Map<number, Waiting>();
  const closed = closing(child, waiting);
  const freed = closed.then(() => rm(certificates, { recursive: true, force: true }));
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const news = newsSchema.parse(JSON.parse(line));
      if (news.event === 'loaded') resolve();
      else if (news.event === 'ready') waiting.get(news.id)?.ready();
      else waiting.get(news.id)?.ended(news.code < 0 ? null : news.code);
    });
    closed.then(reject);
  });
  const say = (what: object): void => void child.stdin.write(`${JSON.stringify(what)}\n`);
  let id = 0;
  return {
    prepare(order) {
      id += 1;
      return prepareRun(id, order, waiting, say);
    },
    async end() {
      child.stdin.end();
      await freed;
    },
  };
}

function prepareRun(
  id: number,
  order: PythonOrder,
  waiting: Map<number, Waiting>,
  say: (what: object) => void,
): Promise<WaitingProcess> {
  return new Promise((resolve, reject) => {
    const ended = new Promise<number | null>((end, fail) => {
      waiting.set(id, {
        ready: () => resolve({ start, kill: () => say({ do: 'kill', id }) }),
        ended(code) {
          waiting.delete(id);
          reject(new Error(`Failed to prepare ${order.program}: its process ended with ${code}.`));
          end(code);
        },
        fail(error) {
          reject(error);
          fail(error);
        },
      });
    });
    ended.catch(() => undefined);
    const start = (): Promise<number | null> => {
      say({ do: 'start', id });
      return ended;
    };
    say({ do: 'prepare', id, ...order });
  });
}

/** Resolves when the process is gone, with what it said last; all that still waits fails by it. */
function closing(child: ChildProcess, waiting: ReadonlyMap<number, Waiting>): Promise<Error> {
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += String(text);
  });
  // What is said to a process that has ended is told by its end.
  child.stdin?.on('error', () => undefined);
  return new Promise((resolve) => {
    const tell = (reason: string): void => {
      const error = new Error(`Failed to load Python for native runs: ${reason}`);
      for (const run of waiting.values()) run.fail(error);
      resolve(error);
    };
    child.on('error', (error) => tell(error.message));
    child.on('close', () => tell(errors.trim() || 'it has ended.'));
  });
}
