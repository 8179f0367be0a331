import type { ClockMode } from '../../../sandbox/clock/clock.ts';

/** The clock modes a reader may choose. */
export const clockChoices = ['sofort', 'zeitraffer', 'echtzeit'] as const;
export type ClockChoice = (typeof clockChoices)[number];

export const clockWords: Readonly<Record<ClockChoice, { readonly name: string; readonly meaning: string }>> = {
  sofort: { name: 'Sofort', meaning: 'Wartezeiten werden übersprungen, gemessen wird trotzdem die volle Zeit.' },
  zeitraffer: { name: 'Zeitraffer ×10', meaning: 'Eine Sekunde Laborzeit dauert eine Zehntelsekunde.' },
  echtzeit: { name: 'Echtzeit', meaning: 'Jede Sekunde dauert eine Sekunde.' },
};

/** The laboratory's clock mode for a reader's choice. */
export function clockMode(choice: ClockChoice): ClockMode {
  return choice === 'zeitraffer' ? { kind: 'zeitraffer', factor: 10 } : { kind: choice };
}
