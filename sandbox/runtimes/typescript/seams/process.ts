import type { Clock } from '../../../clock/clock.ts';
import { MICROS_PER_MS, MICROS_PER_SECOND } from '../../../clock/clock.ts';
import type { OutputStream } from '../../../trace/event.ts';
import { NO_INPUT } from '../modules/resolve.ts';
import type { Scheduler } from '../schedule/scheduler.ts';
import { createKill } from './kill.ts';
import { invalidArgument } from './node-error.ts';
import { createEmitWarning } from './warnings.ts';

export const NODE_VERSION = '24.21.0';
const PID = 4242;

/** Thrown by `process.exit()` to leave the program's code; nothing the program does afterwards has any effect. */
export class ExitSignal extends Error {
  override readonly name = 'ExitSignal';
}

export interface ProcessSeams {
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly write: (stream: OutputStream, text: string) => void;
  /** The program asked for its end. */
  readonly onExit: (exitCode: number) => void;
  /** A module of Node's own, by its name without `node:`. */
  readonly builtinModule: (name: string) => unknown;
}

type Listener = (...args: unknown[]) => void;

/** `process` as a program in Node sees it, as far as it is honest in the laboratory. */
export function createProcess(seams: ProcessSeams) {
  const listeners = createListeners();
  let exiting = false;

  /** Runs the `exit` listeners once and returns the code. */
  const leave = (exitCode: number): number => {
    if (exiting) return exitCode;
    exiting = true;
    process.exitCode = exitCode;
    try {
      listeners.emit('exit', exitCode);
    } catch (error) {
      if (!(error instanceof ExitSignal)) throw error;
    }
    return process.exitCode ?? exitCode;
  };

  /** Without the `exit` listeners, as the system ends a process. */
  const endAtOnce = (exitCode: number, by: string): never => {
    seams.onExit(exitCode);
    throw new ExitSignal(`${by} ended the program.`);
  };

  const hrtime = Object.assign(
    (since?: readonly [number, number]): [number, number] => {
      const now = seams.clock.now();
      const seconds = Math.floor(now / MICROS_PER_SECOND);
      const nanos = (now % MICROS_PER_SECOND) * 1000;
      if (!since) return [seconds, nanos];
      const diff = nanos - since[1];
      return diff < 0 ? [seconds - since[0] - 1, diff + 1e9] : [seconds - since[0], diff];
    },
    { bigint: () => BigInt(seams.clock.now()) * 1000n },
  );

  const process = {
    title: 'node',
    version: `v${NODE_VERSION}`,
    versions: { node: NODE_VERSION },
    release: { name: 'node' },
    platform: 'linux',
    arch: 'x64',
    pid: PID,
    ppid: 1,
    argv: ['/usr/local/bin/node', `/${seams.fileName}`],
    argv0: 'node',
    execArgv: [],
    execPath: '/usr/local/bin/node',
    env: createEnv(seams.env),
    features: { typescript: 'strip' },
    exitCode: undefined as number | undefined,
    stdin: createStdin(),
    stdout: createWritable((text) => seams.write('stdout', text), 1),
    stderr: createWritable((text) => seams.write('stderr', text), 2),
    cwd: () => '/',
    uptime: () => seams.clock.now() / MICROS_PER_SECOND,
    hrtime,
    cpuUsage: () => ({ user: seams.clock.now() - seams.scheduler.waited, system: 0 }),
    memoryUsage: notInTheLab('process.memoryUsage()', 'das Labor kann den Speicher eines Programms nicht messen'),
    kill: createKill({
      pid: PID,
      hasListeners: listeners.has,
      deliver: (signal, number) => {
        const tell = (): void => {
          if (seams.scheduler.alive) listeners.emit(signal, signal, number);
        };
        seams.scheduler.at(seams.clock.peek(), tell, false);
      },
      end: (exitCode) => endAtOnce(exitCode, 'process.kill()'),
    }),
    chdir: notInTheLab('process.chdir()', 'im Labor gibt es kein Dateisystem'),
    getBuiltinModule: (name: string) => seams.builtinModule(String(name).replace(/^node:/, '')),
    nextTick(callback: Listener, ...args: unknown[]): void {
      if (typeof callback !== 'function') throw invalidArgument('callback', 'of type function', callback);
      seams.scheduler.nextTick(() => callback(...args));
    },
    exit(code?: number): never {
      const exitCode = leave(Number(code ?? process.exitCode ?? 0));
      seams.onExit(exitCode);
      throw new ExitSignal('process.exit() ended the program.');
    },
    abort: (): never => endAtOnce(134, 'process.abort()'),
    emitWarning: createEmitWarning({
      nextTick: (run) => seams.scheduler.nextTick(run),
      write: seams.write,
      emit: listeners.emit,
    }),
    ...listeners.methods((): object => process),
    [Symbol.toStringTag]: 'process',
  };
  return { process, leave, emit: listeners.emit, hasListeners: listeners.has };
}

export type LabProcess = ReturnType<typeof createProcess>;

function createListeners() {
  const byName = new Map<string, { listener: Listener; original: Listener }[]>();
  const emit = (name: string, ...args: unknown[]): boolean => {
    const list = byName.get(name) ?? [];
    for (const { listener } of [...list]) listener(...args);
    return list.length > 0;
  };
  const add = (name: string, listener: Listener, original = listener): void => {
    if (typeof original !== 'function') throw invalidArgument('listener', 'of type function', original);
    byName.set(name, [...(byName.get(name) ?? []), { listener, original }]);
  };
  const remove = (name: string, original: Listener): void => {
    const list = byName.get(name) ?? [];
    const index = list.findLastIndex((entry) => entry.original === original);
    byName.set(name, list.toSpliced(index, index < 0 ? 0 : 1));
  };
  const methods = (self: () => object) => {
    const on = (name: string, listener: Listener): object => {
      add(name, listener);
      return self();
    };
    const off = (name: string, listener: Listener): object => {
      remove(name, listener);
      return self();
    };
    const once = (name: string, listener: Listener): object => {
      const wrapped = (...args: unknown[]): void => {
        remove(name, listener);
        listener(...args);
      };
      add(name, wrapped, listener);
      return self();
    };
    const removeAllListeners = (name?: string): object => {
      if (name === undefined) byName.clear();
      else byName.delete(name);
      return self();
    };
    const originals = (name: string): Listener[] => (byName.get(name) ?? []).map((entry) => entry.original);
    return {
      on,
      addListener: on,
      once,
      off,
      removeListener: off,
      removeAllListeners,
      emit,
      listeners: originals,
      listenerCount: (name: string) => originals(name).length,
    };
  };
  return { emit, methods, has: (name: string) => (byName.get(name)?.length ?? 0) > 0 };
}

/** Node's environment holds text only. */
function createEnv(values: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return new Proxy<Record<string, string | undefined>>(
    { ...values },
    {
      set(target, key, value) {
        if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
        target[key] = String(value);
        return true;
      },
    },
  );
}

function createWritable(write: (text: string) => void, fd: number) {
  const put = (chunk: unknown, ...rest: unknown[]): boolean => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw invalidArgument('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    }
    write(typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk));
    const callback = rest.at(-1);
    if (typeof callback === 'function') queueMicrotask(() => callback());
    return true;
  };
  const stream = {
    fd,
    writable: true,
    write: put,
    end(...args: unknown[]): void {
      if (args.length > 0 && typeof args[0] !== 'function') put(...(args as [unknown]));
    },
    on: (): unknown => stream,
    once: (): unknown => stream,
    off: (): unknown => stream,
    emit: (): boolean => false,
  };
  return stream;
}

/** Input that nobody gives: whoever wants to read it learns so. */
function createStdin() {
  const refuse = notInTheLab('process.stdin', NO_INPUT);
  const methods = ['on', 'once', 'addListener', 'read', 'pipe', 'resume', 'setEncoding', 'setRawMode'];
  return {
    fd: 0,
    ...Object.fromEntries(methods.map((name) => [name, refuse])),
    [Symbol.asyncIterator]: refuse,
  };
}

function notInTheLab(what: string, reason: string): () => never {
  return () => {
    throw new Error(`${what} gibt es hier nicht: ${reason}.`);
  };
}

/** Lab milliseconds with microseconds as fraction, as `performance.now()` shows them. */
export function labMilliseconds(clock: Clock): number {
  return clock.now() / MICROS_PER_MS;
}
