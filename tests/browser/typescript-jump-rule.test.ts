import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { runOnPage } from '../support/lab-page.ts';
import { describeLab } from '../support/lab-suite.ts';
import { orderFor } from '../support/probe-programs.ts';
import { knownGlobals, printGlobals } from '../support/typescript/known-globals.ts';
import { settlingWorker } from '../support/typescript/settling.ts';

describeLab('the jump rule', (lab) => {
  test.each(['sofort', 'wiederholbar'] as const)('the clock jumps over no work under way, mode %s', async (kind) => {
    const source = await readFile(new URL('../support/typescript/overtaken.ts', import.meta.url), 'utf8');
    const order = orderFor('overtaken.ts', source, { clock: { kind }, parameters: { ROUNDS: '100' } });
    const { output, end } = await runOnPage(lab.page, order);
    const lines = output.split('\n').filter((line) => line !== '');
    expect(end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
    expect(lines.filter((line) => !line.startsWith('gut '))).toEqual([]);
    expect(lines.length).toBeGreaterThan(35);
  });

  test('every global that a program finds is classified', async () => {
    const { output } = await runOnPage(lab.page, orderFor('globals.ts', printGlobals));
    expect(
      output
        .trim()
        .split(' ')
        .filter((global) => !Object.hasOwn(knownGlobals, global)),
    ).toEqual([]);
  });

  test('what is classified as settling by promise jobs does so', async () => {
    const found = await lab.page.evaluate((source: string) => {
      const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      const worker = new Worker(url, { type: 'module' });
      return new Promise<Record<string, string>>((resolve, reject) => {
        worker.onmessage = (event: MessageEvent<Record<string, string>>) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
      });
    }, settlingWorker);
    const { 'control: Blob.text': control, ...kept } = found;
    expect(control).toBe('task');
    expect(Object.entries(kept).filter(([, kind]) => kind !== 'jobs')).toEqual([]);
  });
});
