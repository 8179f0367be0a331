import { whenSettled } from '../when-settled.ts';

/**
 * A turn is an empty macrotask: by the time it runs, all promise jobs of the previous one are done. The scheduler moves from
 * turn to turn.
 */
export type TurnPrimitive = 'message-channel' | 'wait-async' | 'immediate';

/** Asks for one more turn. */
export type RequestTurn = () => void;

/** What turns are made of, taken from the platform before the program's world is built. */
export interface TurnNatives {
  readonly MessageChannel: typeof MessageChannel;
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  /** Node only. */
  readonly setImmediate: ((run: () => void) => unknown) | null;
  /** Milliseconds of real time. */
  readonly realNow: () => number;
  /** `Atomics.waitAsync` on shared WebAssembly memory, where the engine has both. */
  readonly waitAsync: (() => Promise<unknown>) | null;
}

/** Makes the function that requests turns with the given primitive. */
export function createTurn(natives: TurnNatives, primitive: TurnPrimitive, onTurn: () => void): RequestTurn {
  if (primitive === 'immediate' && natives.setImmediate) {
    const setImmediate = natives.setImmediate;
    return () => void setImmediate(onTurn);
  }
  if (primitive === 'wait-async' && natives.waitAsync) {
    const waitAsync = natives.waitAsync;
    return () => whenSettled(waitAsync(), onTurn);
  }
  const channel = new natives.MessageChannel();
  channel.port1.onmessage = onTurn;
  const post = channel.port2.postMessage.bind(channel.port2);
  return () => post(0);
}

const CALIBRATION_TURNS = 12;
const SLOW_MS = 2;

/**
 * Chooses the cheapest primitive that is a true macrotask: in Node `setImmediate`; in browsers MessageChannel (5 µs), unless it
 * is slow (300–600 µs in WebKit) and `Atomics.waitAsync` is not.
 */
export async function chooseTurnPrimitive(natives: TurnNatives): Promise<TurnPrimitive> {
  if (natives.setImmediate) return 'immediate';
  let onTurn = (): void => {};
  const request = createTurn(natives, 'message-channel', () => onTurn());
  const start = natives.realNow();
  for (let turn = 0; turn < CALIBRATION_TURNS; turn++) {
    await new Promise<void>((resolve) => {
      onTurn = resolve;
      request();
    });
  }
  if (natives.realNow() - start < SLOW_MS) return 'message-channel';
  return (await isMacrotask(natives, 'wait-async')) ? 'wait-async' : 'message-channel';
}

/** Whether the primitive works here and lies beyond any number of promise jobs. */
export async function isMacrotask(natives: TurnNatives, primitive: TurnPrimitive): Promise<boolean> {
  if (primitive === 'wait-async' && !natives.waitAsync) return false;
  let arrived = false;
  let onArrival = (): void => {};
  const request = createTurn(natives, primitive, () => {
    arrived = true;
    onArrival();
  });
  request();
  for (let job = 0; job < 200; job++) await null;
  if (arrived) return false;
  await new Promise<void>((resolve) => {
    onArrival = resolve;
    natives.setTimeout(resolve, 200);
  });
  return arrived;
}
