const failure = 'Die Suche ließ sich nicht laden. Bist du online? Versuche es noch einmal.';

/** Whether this is the shortcut that opens and closes the search: Control or Command with K. */
function isShortcut(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.key === 'k';
}

/** The shortcut is told as this machine has it. */
function nameShortcut(button: HTMLElement): void {
  if (!/(Mac|iPhone|iPod|iPad)/i.test(navigator.platform)) return;
  button.setAttribute('aria-keyshortcuts', 'Meta+K');
  button.querySelector('kbd kbd')?.setAttribute('data-key', '⌘');
}

/**
 * Makes the search work. What it takes is fetched with the reader's first sign of interest: the pointer or the focus on
 * its button, or the shortcut.
 */
export function enliven(place: HTMLElement): void {
  const button = place.querySelector<HTMLButtonElement>('.search-open');
  const dialog = place.querySelector('dialog');
  const inside = place.querySelector<HTMLElement>('.search-place');
  if (button === null || dialog === null || inside === null) return;
  let filling: Promise<void> | null = null;

  const fill = async (): Promise<void> => {
    try {
      const { fillSearch } = await import('./search-window.ts');
      inside.removeAttribute('role');
      fillSearch(inside, JSON.parse(place.dataset['words'] ?? '{}'));
    } catch (error) {
      filling = null;
      inside.textContent = failure;
      console.error(error);
    }
  };
  const prepare = (): Promise<void> => {
    filling ??= fill();
    return filling;
  };
  const open = async (): Promise<void> => {
    dialog.showModal();
    await prepare();
    inside.querySelector('input')?.focus();
  };

  nameShortcut(button);
  for (const kind of ['pointerenter', 'focus'] as const) button.addEventListener(kind, () => void prepare());
  button.addEventListener('click', () => void open());
  place.querySelector('.search-close')?.addEventListener('click', () => dialog.close());
  // Beside the window, and on a hit, which may lie on the same page.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest('a') !== null)) dialog.close();
  });
  addEventListener('keydown', (event) => {
    if (!isShortcut(event)) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else void open();
  });
  button.disabled = false;
}
