import { invalidArgument, nodeError } from './node-error.ts';

/** Linux's numbers of the signals that programs send (https://man7.org/linux/man-pages/man7/signal.7.html). */
const SIGNALS: Readonly<Record<string, number>> = {
  ...{ SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGUSR1: 10, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14 },
  ...{ SIGTERM: 15, SIGCHLD: 17, SIGCONT: 18, SIGURG: 23, SIGWINCH: 28 },
};
/** What ends no program of Node that has no listener. */
const HARMLESS: ReadonlySet<string> = new Set(['SIGUSR1', 'SIGPIPE', 'SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH']);

export interface KillSeams {
  readonly pid: number;
  readonly hasListeners: (signal: string) => boolean;
  /** Tells the listeners once the current callback is over, where something else keeps the program alive. */
  readonly deliver: (signal: string, number: number) => void;
  readonly end: (exitCode: number) => never;
}

/** `process.kill` of a program that is alone: to itself it can send any signal, and others do not exist. */
export function createKill(seams: KillSeams): (pid: unknown, signal?: string | number) => true {
  return (pid, signal = 'SIGTERM') => {
    if (typeof pid !== 'number') throw invalidArgument('pid', 'of type number', pid);
    const [name, number] = find(signal);
    if (pid !== seams.pid)
      throw new Error('process.kill() erreicht hier nichts: Im Labor gibt es keine anderen Prozesse.');
    if (number === 0) return true;
    if (name !== 'SIGKILL' && seams.hasListeners(name)) seams.deliver(name, number);
    else if (!HARMLESS.has(name)) seams.end(128 + number);
    return true;
  };
}

function find(signal: string | number): readonly [name: string, number: number] {
  if (signal === 0) return ['', 0];
  const found = Object.entries(SIGNALS).find((entry) => entry.includes(signal));
  if (found) return found;
  if (typeof signal === 'string') throw nodeError(new TypeError(`Unknown signal: ${signal}`), 'ERR_UNKNOWN_SIGNAL');
  throw Object.assign(new Error('kill EINVAL'), { errno: -22, code: 'EINVAL', syscall: 'kill' });
}
