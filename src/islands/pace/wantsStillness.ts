/** Whether the reader has asked the system for less motion; false where there is nobody to ask. */
export function wantsStillness(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
}
