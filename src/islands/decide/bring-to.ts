import { wantsStillness } from '../pace/wantsStillness.ts';

/** Puts the reader's focus on an element and its beginning into sight, even where a part of it is in sight already. */
export function bringTo(id: string): void {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'start', behavior: wantsStillness() ? 'instant' : 'smooth' });
}
