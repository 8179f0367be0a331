/**
 * Gets the laboratory ready when the reader reaches for Start (pointer, finger or focus on the button): some megabytes that
 * nobody fetches who only reads or plays a recording.
 */
export function warmUpOnStart(card: HTMLElement, warmUp: () => void): void {
  const reach = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('[data-start]') !== null) warmUp();
  };
  for (const kind of ['pointerover', 'touchstart', 'focusin'] as const) {
    card.addEventListener(kind, reach, { passive: true });
  }
  // The hover that brought the card to life came before this could hear it. In a task of its own: choices that were made
  // before the card was live are said first, and may ask for another language.
  setTimeout(() => {
    if (card.querySelector('[data-start]:is(:hover, :focus)') !== null) warmUp();
  });
}
