/** Hands the one interpreter from one suspended thread to another (JavaScript Promise Integration). */
export interface Baton {
  /** Whether this browser can suspend WebAssembly. */
  supports_threads(): boolean;
  /** The current thread ends; `next` goes on, for the first time if `fresh`. */
  go(next: number, fresh: boolean): void;
  /** The current thread `me` waits for the promise while `next` goes on. */
  switch(me: number, next: number, fresh: boolean): { readonly promise: Promise<void> };
}

/** Whether this browser can suspend WebAssembly. */
export function canSuspend(): boolean {
  return 'Suspending' in WebAssembly;
}

export interface BatonOptions {
  /** Called around a switch, which costs no lab time. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Runs a new thread until it has handed the interpreter on for good. */
  readonly enter: (ident: number) => Promise<void>;
}

/**
 * Which thread is next is decided in seams/scheduler.py; here is one promise per suspended thread and one promising call per
 * started one. The promise is wrapped in an object, for a bare one would reach Python as a future of the running loop.
 */
export function createBaton({ pause, resume, enter }: BatonOptions): Baton {
  const suspended = new Map<number, () => void>();
  const threads = canSuspend();

  const go = (next: number, fresh: boolean): void => {
    pause();
    if (fresh) {
      enter(next).catch((error: unknown) => console.error('Wartezeit: a thread of the program has died.', error));
      return;
    }
    const wake = suspended.get(next);
    suspended.delete(next);
    wake?.();
  };

  return {
    supports_threads: () => threads,
    go,
    switch: (me, next, fresh) => {
      const promise = new Promise<void>((resolve) => suspended.set(me, resolve)).then(resume);
      go(next, fresh);
      return { promise };
    },
  };
}
