/** So many milliseconds of real time a program may hold its worker before the worker's event loop gets a turn. */
const EVERY_MS = 50;

export interface BreathOptions {
  /** Real time in milliseconds; the program's clock is the lab's. */
  readonly realNow: () => number;
  /** Called around a turn, which costs no lab time. */
  readonly pause: () => void;
  readonly resume: () => void;
}

export interface Breath {
  /** A promise for a turn of the worker's event loop (wrapped, as in baton.ts); undefined while none is due. */
  breath(): { readonly promise: Promise<void> } | undefined;
  /** No more turns: lets go of what they took. */
  dispose(): void;
}

/**
 * Turns for the worker's event loop while a program runs that never returns to it. Without them `Worker.terminate` does not
 * end such a program at once: Chromium waits two seconds before it uses force, and so long a stopped program computes beside
 * the next one. To be made before the worker is confined.
 */
export function createBreath({ realNow, pause, resume }: BreathOptions): Breath {
  const { port1, port2 } = new MessageChannel();
  let taken = (): void => undefined;
  port1.onmessage = () => taken();
  let last = realNow();
  return {
    breath() {
      if (realNow() - last < EVERY_MS) return undefined;
      pause();
      const turn = new Promise<void>((resolve) => {
        taken = resolve;
        port2.postMessage(null);
      });
      const promise = turn.then(() => {
        last = realNow();
        resume();
      });
      return { promise };
    },
    dispose: () => port1.close(),
  };
}
