import { describe, expect, test } from 'vitest';
import { isSpelled, misspelled } from './german.ts';
import { germanProse } from './german-prose.ts';

describe('The spell checker', () => {
  test.each(['Anfrage', 'Verbindungsaufbau', 'Antwortzeiten', 'Entscheidungshelfer'])('knows %s', (word) => {
    expect(isSpelled(word)).toBe(true);
  });

  test.each(['Anfragn', 'Verbindugsaufbau', 'Antwortzeitn', 'gleichzeitigg', 'Wartezeiit'])('refuses %s', (word) => {
    expect(isSpelled(word)).toBe(false);
  });

  test('names each misspelled word once', () => {
    expect(misspelled('Der Code wartett, der Code wartett nicht.')).toEqual(['wartett']);
  });
});

describe('The German prose', () => {
  test.each(germanProse)(
    'of $file is spelled as in the dictionary or in woerter.txt (add what is right there)',
    ({ text }) => {
      expect(misspelled(text)).toEqual([]);
    },
  );
});
