import type { Language } from '../experiment/experimentData.ts';

/** A text to be coloured. */
export interface ToColourWorker {
  readonly ticket: number;
  readonly source: string;
  readonly language: Language;
}

/** Its lines as HTML; null where they could not be coloured. */
export interface FromColourWorker {
  readonly ticket: number;
  readonly lines: readonly string[] | null;
}

type Answer = (lines: readonly string[] | null) => void;

const waiting = new Map<number, Answer>();
let worker: Worker | null = null;
let tickets = 0;

function answer({ ticket, lines }: FromColourWorker): void {
  waiting.get(ticket)?.(lines);
  waiting.delete(ticket);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./colourWorker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<FromColourWorker>) => answer(data));
  started.addEventListener('error', () => {
    worker = null;
    for (const ticket of [...waiting.keys()]) answer({ ticket, lines: null });
  });
  return started;
}

/**
 * The lines of a program as HTML in colours. What colours them is fetched with the first call.
 * @returns null where it cannot be fetched
 */
export function coloured(source: string, language: Language): Promise<readonly string[] | null> {
  worker ??= startWorker();
  tickets += 1;
  const ticket = tickets;
  worker.postMessage({ ticket, source, language } satisfies ToColourWorker);
  return new Promise((resolve) => waiting.set(ticket, resolve));
}
