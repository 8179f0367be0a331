import { beforeAll, describe, expect, test } from 'vitest';
import { pythonAssets, runPython } from './support/run-python.ts';

beforeAll(() => pythonAssets(), 300_000);

/** Without the garbage collector, only the reference counts free anything; `frei` says whether all `dinge` are gone. */
const START = `import asyncio, gc, weakref
from openai import AsyncOpenAI
gc.disable()
class Fehler(Exception): pass
async def gelingt(): await asyncio.sleep(0.01)
async def scheitert(): await asyncio.sleep(0.01); raise Fehler
async def scheitert_sofort(): raise Fehler
async def dauert(): await asyncio.sleep(9)
async def fragt(): await AsyncOpenAI(max_retries=0, timeout=0.1).responses.create(model="gpt-6-luna", input="x")
def rechnet_falsch(): raise Fehler
async def frei(dinge):
    gemerkt = [weakref.ref(ding) for ding in dinge]
    dinge.clear()
    await asyncio.sleep(0.1)
    print(all(ding() is None for ding in gemerkt))
`;

const IN_EXECUTOR =
  'f = asyncio.get_running_loop().run_in_executor(None, rechnet_falsch); await asyncio.wait([f]); dinge = [f, f.exception()]; del f';

/** Bodies of an async function; each leaves what it made in `dinge` and nowhere else. */
const MADE: Readonly<Record<string, string>> = {
  'a task that succeeds': 't = asyncio.create_task(gelingt()); await t; dinge = [t]; del t',
  'a task that fails, and its exception':
    't = asyncio.create_task(scheitert()); await asyncio.wait([t]); dinge = [t, t.exception()]; del t',
  'a task that fails in its first step':
    't = asyncio.create_task(scheitert_sofort()); await asyncio.wait([t]); dinge = [t, t.exception()]; del t',
  'an eager task that fails':
    't = asyncio.get_running_loop().create_task(scheitert_sofort(), eager_start=True); dinge = [t, t.exception()]; del t',
  'a task that is cancelled':
    't = asyncio.create_task(dauert()); await asyncio.sleep(0.01); t.cancel(); await asyncio.wait([t]); dinge = [t]; del t',
  'a task whose request runs out of time':
    't = asyncio.create_task(fragt()); await asyncio.wait([t]); dinge = [t, t.exception()]; del t; await asyncio.sleep(1)',
  'what fails in the default executor': IN_EXECUTOR,
};

function programOf(body: string): string {
  return `${START}async def main():\n    ${body}\n    await frei(dinge)\nasyncio.run(main())\n`;
}

describe('the reference count frees at once, as in CPython', () => {
  test.each(Object.entries(MADE))('%s', async (_what, body) => {
    const run = await runPython(programOf(body));
    expect(run.stdout).toBe('True\n');
  });

  test('what fails in a browser without threads, too', async () => {
    const run = await runPython(programOf(IN_EXECUTOR), { withoutThreads: true });
    expect(run.stdout).toBe('True\n');
  });

  test('so that an exception nobody fetched is told when its task goes, also to the handler of the loop', async () => {
    const run = await runPython(`import asyncio
async def scheitert(): raise ValueError("nie abgeholt")
async def main():
    for handler in (None, lambda loop, context: print(repr(context["exception"]))):
        asyncio.get_running_loop().set_exception_handler(handler)
        print("vorher")
        asyncio.create_task(scheitert())
        await asyncio.sleep(0.1)
        print("nachher")
asyncio.run(main())
`);
    expect(run.terminal).toMatch(
      /^vorher\nTask exception was never retrieved\n.*\nValueError: nie abgeholt\nnachher\nvorher\nValueError\('nie abgeholt'\)\nnachher\n$/s,
    );
  });
});
