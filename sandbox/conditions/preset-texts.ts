import type { PresetName } from './conditions.ts';

/** What the reader sees of a preset. */
export interface PresetText {
  readonly label: string;
  readonly description: string;
}

/** German labels and one-line descriptions of the presets. */
export const presetTexts: { readonly [name in PresetName]: PresetText } = {
  artikel: {
    label: 'Wie im Artikel',
    description: 'Jeder Aufruf dauert 2 bis 5 Sekunden, Limits spielen keine Rolle.',
  },
  'rate-limit': {
    label: 'Enges Ratenlimit',
    description:
      'Schnelles Modell, aber 60 Anfragen und 40.000 Tokens pro Minute: Wer zu viel will, bekommt Status 429.',
  },
  stoerung: {
    label: 'Gestörter Dienst',
    description: 'Jede zehnte Anfrage scheitert mit 503, manche Verbindung reißt ab.',
  },
  azure: {
    label: 'Azure OpenAI',
    description: 'Azure-Dialekt mit 300 Anfragen und 50.000 Tokens pro Minute, geprüft in Fenstern von zehn Sekunden.',
  },
  nacht: {
    label: 'Nachtlauf',
    description: 'Große Mengen über Nacht: 3.000 Anfragen und eine Million Tokens pro Minute.',
  },
  sofort: { label: 'Ohne Wartezeit', description: 'Keine Latenz, keine Limits: für Tests des eigenen Codes.' },
};

/** German labels of the latency profiles. */
export const latencyTexts = {
  schnell: { label: 'schnell', description: '0,4 s bis zum ersten Token, dann 80 Tokens pro Sekunde.' },
  mittel: { label: 'mittel', description: '0,9 s bis zum ersten Token, dann 50 Tokens pro Sekunde.' },
  langsam: {
    label: 'langsam',
    description: 'Denkendes Modell: etwa 5 s bis zum ersten Token, dann 60 Tokens pro Sekunde.',
  },
} as const;
