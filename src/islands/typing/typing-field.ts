import { type Attempt, createTypist, type TypingMode, type Typist } from './typing-modes.ts';
import type { TypingService } from './typing-service.ts';

/** The field is off until the reader switches it on, and the service worker is gone when it is off again. */
type FieldState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly service: TypingService; readonly typist: Typist };

const seconds = new Intl.NumberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Brings one field to life; nothing is fetched before its switch is used. */
export function enliven(field: HTMLElement): void {
  const part = <E extends Element>(name: string): E => {
    const found = field.querySelector<E>(`[data-part="${name}"]`);
    if (!found) throw new Error(`Failed to enliven the field: part ${name} is missing. Add it to TypingField.astro.`);
    return found;
  };
  const toggle = part<HTMLButtonElement>('switch');
  const input = part<HTMLInputElement>('input');
  const status = part<HTMLElement>('status');
  const suggestion = part<HTMLElement>('suggestion');
  const list = part<HTMLElement>('attempts');
  let state: FieldState = { kind: 'off' };

  const view = {
    suggest: (text: string) => {
      suggestion.textContent = text;
    },
    attempts: (attempts: readonly Attempt[]) => list.replaceChildren(...attempts.map(rowOf)),
  };
  const mode = (): TypingMode => {
    const chosen = field.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value;
    return chosen === 'blockierend' || chosen === 'ungeordnet' ? chosen : 'entprellt';
  };

  function begin(service: TypingService): void {
    suggestion.textContent = '';
    state = { kind: 'on', service, typist: createTypist(mode(), service, view) };
  }

  async function switchOn(): Promise<void> {
    state = { kind: 'starting' };
    status.textContent = 'Der Dienst wird gestartet …';
    try {
      const { startTypingService } = await import('./typing-service.ts');
      begin(await startTypingService(new URL(field.dataset['base'] ?? '/', location.href).href));
      input.disabled = false;
      input.focus();
      toggle.textContent = 'Feld ausschalten';
      status.textContent =
        'Der Dienst läuft in deinem Browser. Unter „Netzwerk“ in den Entwicklerwerkzeugen siehst du jede Anfrage.';
    } catch (error) {
      state = { kind: 'off' };
      console.error(error);
      status.textContent =
        'Der Dienst ließ sich nicht starten. In privaten Fenstern sind Service Worker oft gesperrt; das Experiment darüber zeigt dasselbe ohne sie.';
    }
  }

  async function switchOff(): Promise<void> {
    if (state.kind !== 'on') return;
    const { service, typist } = state;
    state = { kind: 'off' };
    typist.leave();
    input.disabled = true;
    toggle.textContent = 'Feld einschalten';
    await service.stop();
    status.textContent = 'Ausgeschaltet, der Service Worker ist abgemeldet.';
  }

  toggle.addEventListener('click', () => void (state.kind === 'on' ? switchOff() : state.kind === 'off' && switchOn()));
  input.addEventListener('input', () => {
    if (state.kind === 'on' && input.value !== '') state.typist.typed(input.value);
  });
  for (const choice of field.querySelectorAll('input[type="radio"]')) {
    choice.addEventListener('change', () => {
      if (state.kind !== 'on') return;
      state.typist.leave();
      input.value = '';
      begin(state.service);
    });
  }
  addEventListener('pagehide', () => void switchOff());
  toggle.disabled = false;
}

function rowOf({ text, sentMs, state }: Attempt): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.dataset['state'] = state.kind;
  for (const content of [`„${text}“`, `${seconds.format(sentMs / 1_000)} s`, wordsFor(state)]) {
    const cell = document.createElement('td');
    cell.textContent = content;
    row.append(cell);
  }
  return row;
}

function wordsFor(state: Attempt['state']): string {
  switch (state.kind) {
    case 'under-way':
      return '… unterwegs';
    case 'shown':
      return `✓ gezeigt nach ${seconds.format(state.afterMs / 1_000)} s`;
    case 'overtaken':
      return `⚠ überholt und trotzdem gezeigt, nach ${seconds.format(state.afterMs / 1_000)} s`;
    case 'aborted':
      return `✕ abgebrochen nach ${seconds.format(state.afterMs / 1_000)} s`;
    case 'failed':
      return `✕ gescheitert: ${state.reason}`;
  }
}
