/**
 * The only script a page with experiments carries: it waits for the reader's first sign of interest in a card (pointer,
 * touch, focus), then fetches what makes the card live and repeats the click that came too early.
 */
type CardState = 'waiting' | 'loading' | 'live';

const states = new WeakMap<HTMLElement, CardState>();
const early = new WeakMap<HTMLElement, HTMLElement>();

function cardOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-experiment]') : null;
}

async function bringToLife(card: HTMLElement): Promise<void> {
  if ((states.get(card) ?? 'waiting') !== 'waiting') return;
  states.set(card, 'loading');
  card.setAttribute('aria-busy', 'true');
  try {
    const { mount } =
      card.dataset['experiment'] === ''
        ? await import('../laboratory/mountLaboratory.tsx')
        : await import('./mount.tsx');
    await mount(card);
    states.set(card, 'live');
    card.dataset['live'] = '';
    early.get(card)?.click();
  } catch (error) {
    states.set(card, 'waiting');
    const status = card.querySelector('.wz-status');
    if (status !== null)
      status.textContent = 'Das Experiment ließ sich nicht laden. Bist du online? Versuche es noch einmal.';
    console.error(error);
  } finally {
    card.removeAttribute('aria-busy');
  }
}

function onIntent(event: Event): void {
  const card = cardOf(event);
  if (card !== null) void bringToLife(card);
}

/** A click before the card is live is kept and repeated; the last one counts. Native controls do their own work. */
function onClick(event: MouseEvent): void {
  const card = cardOf(event);
  if (card === null || states.get(card) === 'live') return;
  const button =
    event.target instanceof Element ? event.target.closest<HTMLElement>('button, input[type="radio"]') : null;
  if (button !== null) early.set(card, button);
}

for (const kind of ['pointerover', 'pointerdown', 'focusin', 'touchstart'] as const) {
  document.addEventListener(kind, onIntent, { passive: true });
}
document.addEventListener('click', onClick, true);

// A shared link to the laboratory is itself the sign of interest; it shows the programs, it does not run them.
const laboratory = document.querySelector<HTMLElement>('[data-experiment=""]');
if (laboratory !== null && location.hash.startsWith('#lab=')) void bringToLife(laboratory);
