import { expect, test } from 'vitest';
import { runOnPage } from '../support/lab-page.ts';
import { describeLab } from '../support/lab-suite.ts';
import { orderFor } from '../support/probe-programs.ts';

const source = `import OpenAI from 'openai';
const show = (error: unknown): void => console.log((error as Error).stack);
const controller = new AbortController();
setTimeout(() => controller.abort(), 5);
try { await fetch('https://api.openai.com/v1/models', { signal: controller.signal }); } catch (e) { show(e); }
try { await fetch('http://localhost:9/'); } catch (e) { show(e); }
async function frage() { return await new OpenAI().models.retrieve('gibt-es-nicht'); }
try { await frage(); } catch (e) { show(e); }
try { (null as any as { x: number }).x; } catch (e) { show(e); }
setTimeout(() => show(new RangeError('timer')), 1);
`;

describeLab('a stack that a program reads', (lab) => {
  test('tells of the program and of packages, and not of the laboratory', async () => {
    const { output } = await runOnPage(lab.page, orderFor('stapel.ts', source));
    const lines = output.trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('    at '))).toEqual([
      'AbortError: This operation was aborted',
      'TypeError: fetch failed',
      expect.stringMatching(/^Error: 404 The model/),
      expect.stringMatching(/^TypeError: .*null/),
      'RangeError: timer',
    ]);
    const places = lines.flatMap(
      (line) => /([^\s(]+?)(?::\d+:\d+)?\)?$/.exec(line.startsWith('    at ') ? line : '')?.[1] ?? [],
    );
    expect([...new Set(places)].sort()).toEqual(['node_modules/openai', 'stapel.ts']);
    expect(output).toContain('stapel.ts:4:29');
    expect(output).toContain('stapel.ts:10:23');
  });
});
