import { changedControls, createEarlyChoices, type EarlyChoices } from './earlyChoices.ts';

/**
 * The only script a page with experiments carries: it waits for the reader's first sign of interest in a card (pointer,
 * touch, focus), then fetches what makes the card live and repeats the choices and the click that came too early.
 */
type CardState = 'waiting' | 'loading' | 'live';

const states = new WeakMap<HTMLElement, CardState>();
const early = new WeakMap<HTMLElement, HTMLElement>();
const choices = new WeakMap<HTMLElement, EarlyChoices>();
const laboratory = document.querySelector<HTMLElement>('[data-experiment=""]');

function choicesOf(card: HTMLElement): EarlyChoices {
  const known = choices.get(card);
  if (known !== undefined) return known;
  const made = createEarlyChoices();
  choices.set(card, made);
  return made;
}

function cardOf(event: Event): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-experiment]') : null;
}

async function bringToLife(card: HTMLElement): Promise<void> {
  if ((states.get(card) ?? 'waiting') !== 'waiting') return;
  states.set(card, 'loading');
  card.setAttribute('aria-busy', 'true');
  // Set before this script ran. A laboratory left here or shared outweighs what the browser kept of the form.
  if (card !== laboratory || !isLabGiven()) for (const control of changedControls(card)) choicesOf(card).note(control);
  try {
    const { mount } =
      card.dataset['experiment'] === ''
        ? await import('../laboratory/mountLaboratory.tsx')
        : await import('./mount.tsx');
    await mount(card);
    states.set(card, 'live');
    card.dataset['live'] = '';
    choicesOf(card).replay();
    early.get(card)?.click();
  } catch (error) {
    states.set(card, 'waiting');
    const problem = 'Das Experiment ließ sich nicht laden. Bist du online? Versuche es noch einmal.';
    say(card.querySelector('.wz-status'), problem);
    say(placeBeside(early.get(card)), problem);
    // The reader has been told: what was clicked now is not done of itself when it is loaded later.
    early.delete(card);
    console.error(error);
  } finally {
    card.removeAttribute('aria-busy');
  }
}

/** Where a button's tools say how it went; null for those of the card, which speaks in its status. */
function placeBeside(button: HTMLElement | undefined): Element | null {
  return button?.closest('.wz-tools')?.querySelector('.wz-said') ?? null;
}

function say(place: Element | null, text: string): void {
  if (place !== null) place.textContent = text;
}

function onIntent(event: Event): void {
  const card = cardOf(event);
  if (card !== null) void bringToLife(card);
}

/** A click on a button before the card is live is kept and repeated; the last one counts. */
function onClick(event: MouseEvent): void {
  const card = cardOf(event);
  if (card === null || states.get(card) === 'live') return;
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null;
  if (button === null) return;
  early.set(card, button);
  say(placeBeside(button) ?? card.querySelector('.wz-status'), 'Wird geladen …');
}

/** A choice before the card is live is a sign of interest by itself; it is kept and said again. */
function onChoice(event: Event): void {
  const card = cardOf(event);
  if (card === null || states.get(card) === 'live') return;
  void bringToLife(card);
  choicesOf(card).note(event.target);
}

for (const kind of ['pointerover', 'pointerdown', 'focusin', 'touchstart'] as const) {
  document.addEventListener(kind, onIntent, { passive: true });
}
document.addEventListener('click', onClick, true);
document.addEventListener('input', onChoice, true);
document.addEventListener('change', onChoice, true);

/** The keys of what readers keep here; none where the storage is locked. */
function keptKeys(): readonly string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

const kept = keptKeys();

/** Whether a link or the last visit says what the laboratory holds (the key of `keptLab.ts`, which is not loaded yet). */
function isLabGiven(): boolean {
  return location.hash.startsWith('#lab=') || kept.includes('wartezeit:labor');
}

/** Whether the reader changed a program of this card (the keys of `drafts.ts`, which is not loaded yet). */
function isChanged(card: HTMLElement): boolean {
  return kept.some((key) => key.startsWith(`wartezeit:entwurf:${card.dataset['experiment']}/`));
}

// What the reader shared, left or changed is itself the sign of interest: what is shown is what would run. Nothing runs by itself.
for (const card of document.querySelectorAll<HTMLElement>('[data-experiment]')) {
  if (card === laboratory ? isLabGiven() : isChanged(card)) void bringToLife(card);
}
