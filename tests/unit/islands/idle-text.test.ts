import { expect, it } from 'vitest';
import { idleText, notRunText } from '../../../src/islands/experiment/idleText.ts';
import { createRun } from './run-state.ts';

it('the status is true for both programs: a recording, and one that has not run', () => {
  const shown = [
    { label: 'A · eigenes Programm', state: createRun('empty') },
    { label: 'B · asynchron', state: createRun('recorded') },
  ];
  expect(idleText(shown)).toBe(
    'Das Bild zeigt eine Aufzeichnung aus diesem Labor. „A · eigenes Programm“ ist noch nicht gelaufen.',
  );
});

it('the status names the recording that stands beside a run', () => {
  const shown = [
    { label: 'A · synchron', state: createRun('ended') },
    { label: 'B · asynchron', state: createRun('recorded') },
  ];
  expect(idleText(shown)).toBe('Das Bild zeigt deinen Lauf und eine Aufzeichnung: „B · asynchron“.');
});

it('nothing is missing where every program has run, and nothing is said twice where none has', () => {
  expect(notRunText([{ label: 'synchron', state: createRun('ended') }])).toBeNull();
  expect(idleText([{ label: 'synchron', state: createRun('empty') }])).toBe('Noch nichts gemessen.');
});
