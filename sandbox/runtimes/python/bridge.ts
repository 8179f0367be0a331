import type { Clock } from '../../clock/clock.ts';
import { blockInSight } from '../../clock/wait-in-sight.ts';
import { type Network, NetworkError } from '../../network/network.ts';
import type { ConnectionId, Emit, TraceEvent } from '../../trace/event.ts';
import type { Baton } from './baton.ts';
import type { Breath } from './breath.ts';

/** What the Python side calls, see seams/bridge.py. Numbers and strings only, and one array of bytes: all cheap to hand over. */
export interface Bridge extends Baton, Pick<Breath, 'breath'> {
  peek(): number;
  pause(): void;
  resume(): void;
  wait(until: number, reason: string, line: number): string | undefined;
  idle(): number;
  poll(): string;
  waited(at: number, until: number, reason: string, line: number, thread: number): void;
  lookup(host: string): string | number;
  connect(host: string, port: number): number;
  handshake(connection: ConnectionId, host: string): number;
  send(connection: ConnectionId, bytes: Uint8Array, line: number): number;
  receive(connection: ConnectionId, max: number): Uint8Array | number | undefined;
  close(connection: ConnectionId): void;
  task(
    task: number,
    state: string,
    name: string,
    unit: string,
    readySince: number,
    reason: string,
    isLibrary: boolean,
  ): void;
  tasks_untold(count: number): void;
  end(outcome: string): void;
}

export interface BridgeOptions {
  readonly clock: Clock;
  readonly network: Network;
  readonly emit: Emit;
  readonly baton: Baton;
  readonly breath: Breath;
  /** The program has ended with this outcome (JSON); called once. */
  readonly onEnd: (outcome: string) => void;
}

type Waited = Extract<TraceEvent, { kind: 'waited' }>;
type TaskEvent = Extract<TraceEvent, { kind: 'task' }>;

/** In the order of seams/socket_errors.py: the first is -1, the second -2, and so on. */
const CODES: readonly NetworkError['code'][] = [
  'ENOTFOUND',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTCONN',
  'EPIPE',
  'ENETUNREACH',
];

function numberOf(error: unknown): number {
  if (!(error instanceof NetworkError)) throw error;
  return -1 - CODES.indexOf(error.code);
}

/** What `action` returns, or a number below 0 for the network's error. */
function orNumber<T>(action: () => T): T | number {
  try {
    return action();
  } catch (error) {
    return numberOf(error);
  }
}

/** Connects Python to clock, network and trace of a run. After `end` the program is neither heard nor seen any more. */
export function createBridge(options: BridgeOptions): Bridge {
  const { clock, network } = options;
  let over = false;
  let idle = 0;
  /** Connections from which one read has not taken everything: readable again without an edge. */
  let again: ConnectionId[] = [];

  const emit: Emit = (event) => {
    if (!over) options.emit(event);
  };

  const poll = (): string => {
    const edges = network.takeReadable();
    if (again.length === 0) return edges.length === 0 ? '' : edges.join(' ');
    const ids = [...again, ...edges].join(' ');
    again = [];
    return ids;
  };

  const waited = (at: number, until: number, reason: string, line: number, thread: number): void => {
    if (until <= at) return;
    emit({
      kind: 'waited',
      at,
      until,
      // The wire: the seams know these five words and no other.
      reason: reason as Waited['reason'],
      ...(line > 0 ? { line } : {}),
      ...(thread > 0 ? { thread } : {}),
    });
  };

  /** Blocks until something is readable, at most until `until`; undefined if neither will ever be. Long real waits are looked at. */
  const block = (until: number, onLook: () => void): string | undefined => {
    for (;;) {
      const ids = poll();
      if (ids !== '') return ids;
      if (clock.peek() >= until) return '';
      const due = network.nextDue() ?? Number.POSITIVE_INFINITY;
      const target = Math.min(due, until);
      if (target === Number.POSITIVE_INFINITY) return undefined;
      blockInSight(clock, target, onLook);
    }
  };

  return {
    ...options.baton,
    breath: options.breath.breath,
    peek: () => clock.peek(),
    pause: () => clock.pause(),
    resume: () => clock.resume(),
    poll,
    waited,
    wait: (until, reason, line) => {
      const from = clock.peek();
      let at = from;
      const tell = (): void => {
        const now = clock.peek();
        if (reason !== '') waited(at, now, reason, line, 0);
        at = now;
      };
      const ids = block(Math.ceil(until), tell);
      tell();
      idle += at - from;
      return ids;
    },
    idle: () => idle,
    lookup: (host) => orNumber(() => network.lookup(host)),
    connect: (host, port) => orNumber(() => network.connect(host, port)),
    handshake: (connection, host) =>
      orNumber(() => {
        network.handshake(connection, host);
        return 0;
      }),
    send: (connection, bytes, line) =>
      orNumber(() => {
        if (!over) network.send(connection, bytes, line > 0 ? line : undefined);
        return 0;
      }),
    receive: (connection, max) => {
      const result = orNumber(() => network.receive(connection, max));
      if (result === null) return undefined;
      const at = network.readableAt(connection);
      if (typeof result !== 'number' && at >= 0 && at <= clock.peek()) again.push(connection);
      return result;
    },
    close: (connection) => network.close(connection),
    task: (task, state, name, unit, readySince, reason, isLibrary) =>
      emit({
        kind: 'task',
        at: clock.peek(),
        task,
        // The wire, as above.
        state: state as TaskEvent['state'],
        name,
        unit: unit as TaskEvent['unit'],
        ...(readySince > 0 ? { readySince } : {}),
        ...(reason === '' ? {} : { reason: reason as Waited['reason'] }),
        ...(isLibrary ? { library: true } : {}),
      }),
    tasks_untold: (count) => emit({ kind: 'tasks-untold', at: clock.peek(), count }),
    end: (outcome) => {
      if (over) return;
      over = true;
      options.onEnd(outcome);
    },
  };
}
