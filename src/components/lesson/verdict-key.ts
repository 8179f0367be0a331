import type { Verdict } from './claim-schema.ts';

/** Short ASCII names of the verdicts, for classes and addresses. */
export const verdictKeys: Readonly<Record<Verdict, string>> = {
  stimmt: 'stimmt',
  'stimmt unter Bedingungen': 'bedingt',
  überholt: 'ueberholt',
  falsch: 'falsch',
};
