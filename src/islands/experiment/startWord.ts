/** What the button says that starts so many programs. */
export function startWord(programs: number): string {
  if (programs === 1) return 'Starten';
  return programs === 2 ? 'Beide starten' : 'Alle starten';
}
