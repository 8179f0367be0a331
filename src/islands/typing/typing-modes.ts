import type { TypingService } from './typing-service.ts';

export type TypingMode = 'blockierend' | 'ungeordnet' | 'entprellt';

/** What became of one question to the service. */
export interface Attempt {
  readonly text: string;
  /** Real milliseconds since the field was switched on. */
  readonly sentMs: number;
  readonly state:
    | { readonly kind: 'under-way' }
    | { readonly kind: 'shown'; readonly afterMs: number }
    /** Came after a newer answer and stands in the field all the same. */
    | { readonly kind: 'overtaken'; readonly afterMs: number }
    | { readonly kind: 'aborted'; readonly afterMs: number }
    | { readonly kind: 'failed'; readonly reason: string };
}

export interface TypingView {
  suggest(text: string): void;
  attempts(list: readonly Attempt[]): void;
}

/** Reacts to what the reader types. */
export interface Typist {
  typed(text: string): void;
  /** Ends what is under way. */
  leave(): void;
}

/** Quiet time after the last key before the debounced variant asks, ms. */
const QUIET_MS = 250;
/** A blocked page is a nuisance: never longer than this, ms. */
const LONGEST_BLOCK_MS = 2_000;
const SHOWN_ATTEMPTS = 8;

export function createTypist(mode: TypingMode, service: TypingService, view: TypingView): Typist {
  const book = new AttemptBook(view);
  switch (mode) {
    case 'blockierend':
      return blockingTypist(service, view, book);
    case 'ungeordnet':
      return unorderedTypist(service, view, book);
    case 'entprellt':
      return debouncedTypist(service, view, book);
  }
}

/** Each key holds the whole page until the answer is there. No request passes the service worker: it could not answer. */
function blockingTypist(service: TypingService, view: TypingView, book: AttemptBook): Typist {
  return {
    typed(text) {
      const attempt = book.open(text);
      const end = performance.now() + Math.min(LONGEST_BLOCK_MS, service.answerMs(bodyFor(text)));
      while (performance.now() < end);
      view.suggest(`Vorschlag zu „${text}“`);
      book.settle(attempt, 'shown');
    },
    leave() {},
  };
}

/** Every key asks, and whoever answers last stands in the field. */
function unorderedTypist(service: TypingService, view: TypingView, book: AttemptBook): Typist {
  let left = false;
  let newestShown = -1;
  return {
    typed(text) {
      const attempt = book.open(text);
      ask(service, text).then(
        (suggestion) => {
          if (left) return;
          view.suggest(suggestion);
          book.settle(attempt, attempt < newestShown ? 'overtaken' : 'shown');
          newestShown = Math.max(newestShown, attempt);
        },
        (error: unknown) => book.fail(attempt, error),
      );
    },
    leave() {
      left = true;
    },
  };
}

/** Asks when the hand rests, and aborts the question that a new key has outdated. */
function debouncedTypist(service: TypingService, view: TypingView, book: AttemptBook): Typist {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();
  function outdate(): void {
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
  }
  async function askFor(text: string, signal: AbortSignal): Promise<void> {
    const attempt = book.open(text);
    try {
      view.suggest(await ask(service, text, signal));
      book.settle(attempt, 'shown');
    } catch (error) {
      if (signal.aborted) book.settle(attempt, 'aborted');
      else book.fail(attempt, error);
    }
  }
  return {
    typed(text) {
      outdate();
      const { signal } = abort;
      timer = setTimeout(() => void askFor(text, signal), QUIET_MS);
    },
    leave: outdate,
  };
}

function bodyFor(text: string): string {
  return JSON.stringify({
    model: 'gpt-6-luna',
    messages: [{ role: 'user', content: `Ergänze: ${text}` }],
    max_tokens: 12,
  });
}

async function ask(service: TypingService, text: string, signal: AbortSignal | null = null): Promise<string> {
  const answer = await fetch(`${service.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-wartezeit-labor' },
    body: bodyFor(text),
    signal,
  });
  if (!answer.ok) throw new Error(`Status ${answer.status}`);
  // The wire: the mock service answers in the API's form.
  const { choices } = (await answer.json()) as { choices: { message: { content: string } }[] };
  return `zu „${text}“: ${choices[0]?.message.content ?? ''}`;
}

/** The latest attempts, for the reader to see. */
class AttemptBook {
  readonly #view: TypingView;
  readonly #start = performance.now();
  readonly #attempts: Attempt[] = [];

  constructor(view: TypingView) {
    this.#view = view;
    view.attempts([]);
  }

  open(text: string): number {
    this.#attempts.push({ text, sentMs: performance.now() - this.#start, state: { kind: 'under-way' } });
    this.#show();
    return this.#attempts.length - 1;
  }

  settle(index: number, kind: 'shown' | 'overtaken' | 'aborted'): void {
    const attempt = this.#attempts[index];
    if (!attempt) return;
    const afterMs = performance.now() - this.#start - attempt.sentMs;
    this.#attempts[index] = { ...attempt, state: { kind, afterMs } };
    this.#show();
  }

  fail(index: number, error: unknown): void {
    const attempt = this.#attempts[index];
    if (!attempt) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#attempts[index] = { ...attempt, state: { kind: 'failed', reason } };
    this.#show();
  }

  #show(): void {
    this.#view.attempts(this.#attempts.slice(-SHOWN_ATTEMPTS));
  }
}
