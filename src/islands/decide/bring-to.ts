/** Puts the reader's focus on an element and its beginning into sight, even where a part of it is in sight already. */
export function bringTo(id: string): void {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'start', behavior: isStill ? 'instant' : 'smooth' });
}
