import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import type { Outcome } from '../../trace/event.ts';
import type { RunSetup, Runtime } from '../runtime.ts';
import type { PythonAssets } from './assets.ts';
import { canSuspend, createBaton } from './baton.ts';
import { createBreath } from './breath.ts';
import { createBridge } from './bridge.ts';
import { confine } from './confine.ts';
import { watchForCrash } from './crash.ts';
import { outcomeFromCrash, outcomeFromReport } from './outcome.ts';
import { createSink } from './output.ts';
import { seedRandomness } from './seed.ts';
import { type StartReport, startPython } from './start.ts';
import { readTimeFrom } from './time-seam.ts';

export type { StartReport } from './start.ts';

export interface PythonRuntime extends Runtime {
  readonly name: 'python';
  /** Settles when the interpreter is up. */
  readonly ready: Promise<StartReport>;
}

/**
 * Starts Python in this worker at once. The worker belongs to Python from then on: its global scope is emptied of
 * everything that reaches a network, and clock and randomness are replaced when `run` is called.
 *
 * `run` emits what the program does (`output`, `waited`, `task`); `run-started` and `run-ended` are the lab's.
 */
export function createPythonRuntime(options: { readonly assets: PythonAssets }): PythonRuntime {
  const started = startPython(options.assets);
  const ready = started.then(({ report }) => report);
  ready.catch(() => {});
  return {
    name: 'python',
    ready,
    run: async (setup) => {
      setup.clock.pause();
      const { pyodide } = await started;
      return runProgram(pyodide, setup);
    },
  };
}

type Callable = PyProxy &
  ((...args: readonly unknown[]) => unknown) & {
    callPromising(...args: readonly unknown[]): Promise<unknown>;
  };

/** Enters Python so that it can be suspended, where the browser can do that. */
async function enter(callable: Callable, ...args: readonly unknown[]): Promise<void> {
  if (canSuspend()) await callable.callPromising(...args);
  else callable(...args);
}

function runProgram(pyodide: PyodideAPI, setup: RunSetup): Promise<Outcome> {
  const { clock, network, emit } = setup;
  pyodide.setStdin({ stdin: () => null });
  pyodide.setStdout(createSink('stdout', clock, emitUnlessOver));
  pyodide.setStderr(createSink('stderr', clock, emitUnlessOver));
  // The wire: two functions of the seams.
  const run = pyodide.pyimport('_lab.program').run as Callable;
  const startThread = pyodide.pyimport('_lab.thread_switch').entry as Callable;
  const crashSite = watchForCrash(pyodide, setup.fileName);
  let over = false;
  function emitUnlessOver(event: Parameters<typeof emit>[0]): void {
    if (!over) emit(event);
  }
  const around = { pause: () => clock.pause(), resume: () => clock.resume() };
  const breath = createBreath({ ...around, realNow: performance.now.bind(performance) });
  confine();
  readTimeFrom(clock, setup.epochMs);
  if (setup.randomSeed !== null) seedRandomness(setup.randomSeed);

  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      over = true;
      breath.dispose();
      resolve(outcome);
    };
    const baton = createBaton({ ...around, enter: (ident) => enter(startThread, ident) });
    const onEnd = (report: string): void => end(outcomeFromReport(report));
    const bridge = createBridge({ clock, network, emit, baton, breath, onEnd });
    enter(run, bridge, setup.source, setup.fileName, JSON.stringify(setup.env), setup.randomSeed ?? undefined).catch(
      (error: unknown) => {
        console.warn(`Wartezeit: the Python interpreter has died (${String(error).split('\n', 1)[0]}).`);
        const site = crashSite();
        emitUnlessOver({ kind: 'output', at: clock.peek(), stream: 'stderr', text: site.text });
        end(outcomeFromCrash(error, site.line));
      },
    );
  });
}
