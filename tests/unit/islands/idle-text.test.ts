import { expect, it } from 'vitest';
import { idleText, notRunText, type ShownPane } from '../../../src/islands/experiment/idleText.ts';
import { createRun } from './run-state.ts';

/** A place whose run is behind what is set now, or is not. */
const pane = (
  label: string,
  kind: Parameters<typeof createRun>[0],
  ...former: readonly ('settings' | 'code')[]
): ShownPane => ({
  label,
  state: createRun(kind),
  former: { settings: former.includes('settings'), code: former.includes('code') },
});

it('the status is true for both programs: a recording, and one that has not run', () => {
  const shown = [pane('A · eigenes Programm', 'empty'), pane('B · asynchron', 'recorded')];
  expect(idleText(shown)).toBe(
    'Das Bild zeigt eine Aufzeichnung aus diesem Labor. „A · eigenes Programm“ ist noch nicht gelaufen.',
  );
});

it('the status names the recording that stands beside a run', () => {
  const shown = [pane('A · synchron', 'ended'), pane('B · asynchron', 'recorded')];
  expect(idleText(shown)).toBe('Das Bild zeigt deinen Lauf und eine Aufzeichnung: „B · asynchron“.');
});

it('nothing is missing where every program has run, and nothing is said twice where none has', () => {
  expect(notRunText([pane('synchron', 'ended')])).toBeNull();
  expect(idleText([pane('synchron', 'empty')])).toBe('Noch nichts gemessen.');
});

it.each<[string, readonly ShownPane[], string]>([
  [
    'the settings',
    [pane('synchron', 'ended', 'settings'), pane('asynchron', 'ended', 'settings')],
    'Das Bild zeigt deinen Lauf mit den früheren Einstellungen. Starte neu, um die neuen zu sehen.',
  ],
  [
    'the code of one of two programs',
    [pane('synchron', 'ended'), pane('asynchron', 'ended', 'code')],
    'Das Bild zeigt deinen Lauf mit dem früheren Code von „asynchron“. Starte neu, um den neuen zu sehen.',
  ],
  [
    'both, after a stop',
    [pane('synchron', 'stopped', 'settings', 'code')],
    'Das Bild zeigt deinen angehaltenen Lauf mit den früheren Einstellungen und dem früheren Code. Starte neu, um beides neu zu sehen.',
  ],
  [
    'the settings, beside a recording',
    [pane('A', 'ended', 'settings'), pane('B', 'recorded')],
    'Das Bild zeigt deinen Lauf mit den früheren Einstellungen, daneben eine Aufzeichnung: „B“. Starte neu, um die neuen zu sehen.',
  ],
])('the status says that the run shown is a former one: %s', (_, shown, text) => {
  expect(idleText(shown)).toBe(text);
});
