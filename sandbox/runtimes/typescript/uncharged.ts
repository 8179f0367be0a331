import type { Clock } from '../../clock/clock.ts';
import type { Network } from '../../network/network.ts';
import type { Emit } from '../../trace/event.ts';

/**
 * Lets the simulated network and the service behind it work without costing the program time: on a developer's machine, others
 * do that work.
 */
export function unchargedNetwork(network: Network, clock: Clock): Network {
  const free = <T>(work: () => T): T => uncharged(clock, work);
  return {
    lookup: (host) => free(() => network.lookup(host)),
    connect: (host, port) => free(() => network.connect(host, port)),
    handshake: (connection, host) => free(() => network.handshake(connection, host)),
    send: (connection, bytes, line) => free(() => network.send(connection, bytes, line)),
    readableAt: (connection) => network.readableAt(connection),
    receive: (connection, max) => free(() => network.receive(connection, max)),
    close: (connection) => free(() => network.close(connection)),
    nextDue: () => network.nextDue(),
    takeReadable: () => free(() => network.takeReadable()),
  };
}

/** Lets the trace be written without costing the program time. */
export function unchargedEmit(emit: Emit, clock: Clock): Emit {
  return (event) => uncharged(clock, () => emit(event));
}

function uncharged<T>(clock: Clock, work: () => T): T {
  clock.pause();
  try {
    return work();
  } finally {
    clock.resume();
  }
}
