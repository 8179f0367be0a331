import { expect, it } from 'vitest';
import { terminalText } from '../../../src/islands/experiment/terminalText.ts';

it.each([
  ['nothing of it, where nothing is meant for a terminal', 'a\nb  c', 'a\nb  c'],
  ['no colours', '\u001b[1;32mgrün\u001b[0m und \u001b[38;5;196mrot\u001b[39m', 'grün und rot'],
  ['the last state of a line that is written over', 'fertig: 1\rfertig: 20\nweiter', 'fertig: 20\nweiter'],
  ['the end of a longer line before', 'abcdef\rxy\n', 'xycdef\n'],
  ['lines of Windows', 'a\r\nb\r\n', 'a\nb\n'],
  [
    'no titles and no links',
    '\u001b]0;Titel\u0007a\u001b]8;;https://example.org\u001b\\Ziel\u001b]8;;\u001b\\',
    'aZiel',
  ],
])('a terminal shows %s', (_, printed, shown) => {
  expect(terminalText(printed)).toBe(shown);
});
