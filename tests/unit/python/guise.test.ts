import { beforeAll, describe, expect, test } from 'vitest';
import { pythonAssets, runPython } from './support/run-python.ts';

beforeAll(() => pythonAssets(), 300_000);

describe('a program sees the interpreter, not the laboratory', () => {
  test('classes that the laboratory put in place bear the names that CPython gives them on Linux', async () => {
    const run = await runPython(`import asyncio, queue, selectors, threading
async def main():
    loop = asyncio.get_running_loop()
    print(type(loop), type(loop) is asyncio.SelectorEventLoop is asyncio.unix_events._UnixSelectorEventLoop)
    print(loop)
    print(type(loop._selector), type(loop._selector) is selectors.EpollSelector)
    print(str(loop.call_later(1, print)).split(" ", 1)[0])
    print(type(asyncio.events._get_event_loop_policy()))
asyncio.run(main())
print(type(threading.Lock()), type(queue.SimpleQueue()))
`);
    expect(run.stdout).toBe(`<class 'asyncio.unix_events._UnixSelectorEventLoop'> True
<_UnixSelectorEventLoop running=True closed=False debug=False>
<class 'selectors.EpollSelector'> True
<TimerHandle
<class 'asyncio.unix_events._UnixDefaultEventLoopPolicy'>
<class '_thread.lock'> <class '_queue.SimpleQueue'>
`);
  });

  test('the debug mode of asyncio tells where a coroutine was made and dropped', async () => {
    const run = await runPython(`import asyncio, logging
logging.basicConfig(level=logging.DEBUG)
async def arbeite(): pass
async def main():
    arbeite()
asyncio.run(main(), debug=True)
`);
    const lines = run.stderr.split('\n').filter((line) => !line.includes('python314.zip'));
    expect(lines).toEqual([
      'DEBUG:asyncio:Using selector: EpollSelector',
      "programm.py:5: RuntimeWarning: coroutine 'arbeite' was never awaited",
      'Coroutine created at (most recent call last)',
      '  File "programm.py", line 6, in <module>',
      '    asyncio.run(main(), debug=True)',
      '  File "programm.py", line 5, in main',
      '    arbeite()',
      '  arbeite()',
      'RuntimeWarning: Enable tracemalloc to get the object allocation traceback',
      'DEBUG:asyncio:Close <_UnixSelectorEventLoop running=False closed=False debug=True>',
      '',
    ]);
  });

  test('the stack of a task begins in the program and goes through asyncio alone', async () => {
    const run = await runPython(`import asyncio, inspect
def zeige(rahmen): print(*(code.co_name for code in rahmen))
async def scheitert(): raise ValueError
async def main():
    ich = asyncio.current_task()
    zeige([rahmen.f_code for rahmen in ich.get_stack()])
    zeige([rahmen.f_code for rahmen in ich.get_stack(limit=3)])
    zeige([info.frame.f_code for info in inspect.stack()])
    andere = asyncio.create_task(scheitert())
    await asyncio.wait([andere])
    zeige([rahmen.f_code for rahmen in andere.get_stack(limit=9)])
    print(ich.get_stack(limit=0), andere.get_stack(limit=0), andere.exception())
    ich.print_stack()
asyncio.run(main())
`);
    const through = ['<module>', 'run', 'run', 'run_until_complete', 'run_forever', '_run_once', '_run', 'main'];
    expect(run.stdout.split('\n').slice(0, 5)).toEqual([
      through.join(' '),
      '_run_once _run main',
      through.toReversed().join(' '),
      'scheitert',
      '[] [] ',
    ]);
    expect(run.terminal).toMatch(/\nStack for <Task pending [^\n]*\n {2}File "programm\.py", line 14, in <module>\n/);
    expect(run.terminal).not.toContain('_lab');
  });
});
