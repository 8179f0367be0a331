import type { HttpClient } from '../../network/http-client.ts';
import type { Emit, Outcome, OutputStream } from '../../trace/event.ts';
import type { RunSetup } from '../runtime.ts';
import { define } from './define.ts';
import { leftEntry } from './errors/entry-call.ts';
import { createErrorLines, type ErrorLines } from './errors/error-lines.ts';
import { createErrorText } from './errors/error-text.ts';
import { createPassedLines } from './errors/passed-lines.ts';
import { createPlaceText } from './errors/place-text.ts';
import { describeError, withHint } from './errors/program-error.ts';
import { uncaughtText } from './errors/uncaught-text.ts';
import { unhandledRejection } from './errors/unhandled-rejection.ts';
import type { AssetModules } from './modules/asset-modules.ts';
import { type ColumnFinder, createColumnFinder } from './modules/columns.ts';
import { HANDLE, type ProgramHandle, type ProgramPlace } from './modules/program-handle.ts';
import { createProgramImports, type ProgramImports } from './modules/program-imports.ts';
import { buildProgramModule, findMissingExport } from './modules/program-module.ts';
import { ProgramSyntaxError } from './modules/program-syntax-error.ts';
import type { Tools } from './modules/tools.ts';
import { type Transpiled, transpile } from './modules/transpile.ts';
import type { Platform } from './platform.ts';
import { prune } from './prune.ts';
import { Scheduler } from './schedule/scheduler.ts';
import { createTurn, type TurnPrimitive } from './schedule/turn.ts';
import { ExitSignal } from './seams/process.ts';
import { buildWorld, type World } from './world.ts';

export interface ProgramRunOptions {
  readonly setup: RunSetup;
  readonly client: HttpClient;
  readonly platform: Platform;
  readonly tools: Tools;
  readonly turnPrimitive: TurnPrimitive;
  /** What libraries that were evaluated before the program have defined. */
  readonly libraryGlobals: ReadonlySet<PropertyKey>;
  readonly assets: AssetModules;
  /** Only modules that lie there may be imported besides defined ones. */
  readonly assetBase: string;
}

const UNSETTLED_EXIT_CODE = 13;

interface HowItFailed {
  readonly origin: 'thrown' | 'rejection';
  readonly promise?: Promise<unknown>;
  /** The line to name where the error itself names none. */
  readonly fallbackLine?: number | undefined;
}

/** One program from its text to its outcome. The clock is paused when it is made, and goes on with the program's first line. */
export class ProgramRun {
  readonly #options: ProgramRunOptions;
  readonly #setup: RunSetup;
  readonly #scheduler: Scheduler;
  readonly #world: World;
  readonly #at: ProgramPlace = { line: 0, top: 0 };
  readonly #passed = createPassedLines();
  readonly #linesOf: (error: unknown) => ErrorLines;
  readonly #errorText: (error: Error) => string;
  readonly #imports: ProgramImports;
  #program: Transpiled | null = null;
  /** The column in the program's source of a place in its module; 1-based. */
  #columnOf: ColumnFinder = (_line, column) => column;
  #machineryFailed = false;
  /** What the program was imported from; empty before. */
  #programUrl = '';
  #finish: (outcome: Outcome) => void = () => {};
  #finished = false;
  /** The number of each rejection that was not handled. */
  readonly #rejections = new WeakMap<Promise<unknown>, number>();
  #lastRejection = 0;
  #mainIsPending = true;
  #releaseMain: () => void = () => {};

  constructor(options: ProgramRunOptions) {
    const { setup, platform } = options;
    this.#options = options;
    this.#setup = setup;
    const isProgram = (file: string): boolean => file === setup.fileName || file === this.#programUrl;
    this.#linesOf = createErrorLines(isProgram, this.#passed);
    this.#errorText = createErrorText(setup.fileName, this.#linesOf);
    this.#scheduler = new Scheduler({
      clock: setup.clock,
      network: options.client,
      emit: this.#emit,
      createTurn: (onTurn) => createTurn(platform.turns, options.turnPrimitive, onTurn),
      setRealTimeout: platform.setRealTimeout,
      clearRealTimeout: platform.clearRealTimeout,
      onTask: () => {
        this.#at.line = 0;
      },
      onError: (error) => this.#onError(error, { origin: 'thrown' }),
      onIdle: (state) => this.#onIdle(state),
    });
    platform.listen({
      onError: (error) => this.#onError(error, { origin: 'thrown' }),
      // As a tick: those that wait already come before it, as in Node.
      onRejection: (reason, promise) =>
        this.#scheduler.nextTick(() => this.#onError(reason, { origin: 'rejection', promise })),
      onRejectionHandled: (promise) => this.#onRejectionHandled(promise),
    });
    const placeOf = createPlaceText({
      ...{ fileName: setup.fileName, isProgram, packageOf: options.assets.packageOf },
      columnOf: (line, column) => this.#columnOf(line, column),
    });
    this.#world = buildWorld({
      ...setup,
      platform,
      scheduler: this.#scheduler,
      client: options.client,
      callerLine: () => this.#at.line || undefined,
      errorText: this.#errorText,
      placeOf: (...place) => placeOf(...place) ?? (this.#machineryFailed ? place.join(':') : null),
      write: this.#write,
      onExit: (exitCode) => this.#end({ kind: 'completed', exitCode }),
    });
    this.#imports = createProgramImports({
      ...{ assets: options.assets, builtins: this.#world.builtins, fileName: setup.fileName },
      define: platform.modules.define,
      track: (loading) => this.#scheduler.track(loading),
    });
  }

  /** Runs the program. Rejects where our machinery fails. */
  outcome(): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#finish = resolve;
      try {
        this.#start();
      } catch (error) {
        if (error instanceof ProgramSyntaxError) this.#failToStart(error);
        else {
          this.#machineryFailed = true;
          reject(error);
        }
      }
    });
  }

  readonly #emit: Emit = (event) => {
    if (!this.#finished) this.#setup.emit(event);
  };

  readonly #write = (stream: OutputStream, text: string): void => {
    this.#emit({ kind: 'output', at: this.#setup.clock.peek(), stream, text });
  };

  #start(): void {
    const { platform, assetBase, tools } = this.#options;
    define(globalThis, HANDLE, Object.freeze(this.#createHandle()));
    const left = prune(globalThis, new Set([HANDLE, ...this.#options.libraryGlobals]));
    if (left.length > 0) {
      throw new Error(
        `Failed to close the program's world: ${left.join(', ')} cannot be removed. Use a current browser.`,
      );
    }
    const program = transpile(this.#setup.source, tools);
    this.#program = program;
    const module = buildProgramModule(program, this.#setup.fileName, this.#imports);
    this.#columnOf = createColumnFinder(this.#setup.source, program.code, module);
    this.#programUrl = platform.modules.define(module.text);
    platform.modules.close(assetBase);
    this.#scheduler.start();
    const release = this.#scheduler.hold();
    this.#releaseMain = () => {
      this.#releaseMain = () => {};
      this.#setup.clock.resume();
      release();
    };
    import(/* @vite-ignore */ this.#programUrl).then(
      () => this.#onMainSettled(),
      (error: unknown) => this.#onMainFailed(error, program),
    );
  }

  #onMainSettled(): void {
    this.#mainIsPending = false;
    this.#scheduler.wake();
  }

  #onMainFailed(error: unknown, program: Transpiled): void {
    this.#mainIsPending = false;
    this.#releaseMain();
    const missing =
      error instanceof SyntaxError ? findMissingExport(program, error.message, this.#world.builtins) : null;
    if (missing) this.#failToStart(missing);
    else this.#onError(error, { origin: 'thrown', fallbackLine: this.#at.top || undefined });
  }

  #createHandle(): ProgramHandle {
    const { fileName } = this.#setup;
    const url = `file:///${fileName}`;
    return {
      at: this.#at,
      passed: (error, line) => this.#passed.note(error, line),
      carry: (line, value) => {
        this.#at.line = line;
        return value;
      },
      started: () => this.#releaseMain(),
      define: (name, value) => define(globalThis, name, value),
      import: (specifier) => this.#imports.load(String(specifier)),
      builtin: (name) => this.#world.builtins.get(name),
      meta: Object.assign(Object.create(null), { url, filename: `/${fileName}`, dirname: '/', main: true }),
    };
  }

  #onIdle(state: 'done' | 'stuck'): void {
    const { process } = this.#world;
    if (state === 'done' && !this.#mainIsPending) {
      process.emit('beforeExit', process.process.exitCode ?? 0);
      if (this.#scheduler.alive) this.#scheduler.wake();
      else this.#leave();
      return;
    }
    const origin = state === 'stuck' ? 'deadlock' : 'unsettled';
    const message =
      state === 'stuck'
        ? 'Das Programm wartet auf etwas, das nie geschieht.'
        : 'Das Programm wartet mit await auf ein Promise, das niemand mehr erfüllen kann.';
    if (state === 'done') this.#write('stderr', 'Warning: Detected unsettled top-level await\n');
    const line = this.#mainIsPending && this.#at.top > 0 ? { line: this.#at.top } : {};
    const error = withHint({ type: 'Deadlock', message, ...line }, { origin, source: this.#setup.source });
    this.#end({ kind: 'deadlock', exitCode: process.leave(UNSETTLED_EXIT_CODE), error });
  }

  /** The program has come to its end. The promise jobs of its `exit` listeners still run; nothing else does. */
  #leave(): void {
    const { process } = this.#world;
    const hasListeners = process.hasListeners('exit');
    const exitCode = process.leave(process.process.exitCode ?? 0);
    if (this.#scheduler.ended) return;
    this.#scheduler.end();
    const finish = (): void => this.#conclude({ kind: 'completed', exitCode });
    if (hasListeners) this.#options.platform.setRealTimeout(finish, 0);
    else finish();
  }

  #onError(error: unknown, how: HowItFailed): void {
    if (error instanceof ExitSignal || this.#scheduler.ended) return;
    try {
      if (this.#programHandles(error, how)) this.#scheduler.wake();
      else this.#fail(error, how);
    } catch (second) {
      this.#fail(second, { origin: 'thrown' });
    }
  }

  #onRejectionHandled(promise: Promise<unknown>): void {
    const { process } = this.#world;
    const id = this.#rejections.get(promise);
    if (id === undefined || this.#scheduler.ended) return;
    this.#rejections.delete(promise);
    try {
      if (!process.emit('rejectionHandled', promise)) process.process.emitWarning(lateHandling(id));
      this.#scheduler.wake();
    } catch (error) {
      this.#onError(error, { origin: 'thrown' });
    }
  }

  /** Tells the program's own listeners; returns whether there are any. */
  #programHandles(error: unknown, { origin, promise }: HowItFailed): boolean {
    const { process } = this.#world;
    if (promise) this.#rejections.set(promise, ++this.#lastRejection);
    if (origin === 'thrown') return process.emit('uncaughtException', error, 'uncaughtException');
    if (process.hasListeners('unhandledRejection')) return process.emit('unhandledRejection', error, promise);
    return process.emit('uncaughtException', unhandledRejection(error), 'unhandledRejection');
  }

  #fail(reason: unknown, { origin, fallbackLine }: HowItFailed): void {
    const { fileName, source } = this.#setup;
    const { running, waiting } = this.#linesOf(reason);
    const error = origin === 'rejection' ? unhandledRejection(reason) : reason;
    const line = running[0] ?? waiting[0] ?? fallbackLine;
    const described = describeError(error, line, {
      ...{ origin, source, packages: this.#imports.packages },
      leftEntry: this.#program !== null && leftEntry({ running, waiting }, this.#program),
    });
    this.#write('stderr', uncaughtText(error, { ...described, fileName, source, errorText: this.#errorText }));
    this.#end({ kind: 'threw', exitCode: this.#world.process.leave(1), error: described });
  }

  #failToStart(error: ProgramSyntaxError): void {
    const { fileName, source } = this.#setup;
    const line = error.line === undefined ? {} : { line: error.line };
    const described = withHint(
      { type: error.type, message: error.message, ...line },
      { origin: 'syntax', source, packages: this.#imports.packages },
    );
    const where =
      error.line === undefined ? fileName : `${fileName}:${error.line}\n${sourceLine(source, error.line)}\n`;
    this.#write('stderr', `${where}\n${error.type}: ${error.message}\n`);
    this.#end({ kind: 'threw', exitCode: 1, error: described });
  }

  #end(outcome: Outcome): void {
    if (this.#scheduler.ended) return;
    this.#scheduler.end();
    this.#conclude(outcome);
  }

  #conclude(outcome: Outcome): void {
    this.#finished = true;
    this.#finish(outcome);
  }
}

/** Node's warning of a rejection that was handled after it had been reported. */
function lateHandling(id: number): Error {
  const message = `Promise rejection was handled asynchronously (rejection id: ${id})`;
  return Object.assign(new Error(message), { name: 'PromiseRejectionHandledWarning', id });
}

function sourceLine(source: string, line: number): string {
  return source.split('\n')[line - 1] ?? '';
}
