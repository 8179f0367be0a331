import type { HttpClient } from '../../network/http-client.ts';
import type { Emit, Outcome, OutputStream, ProgramError } from '../../trace/event.ts';
import type { RunSetup } from '../runtime.ts';
import type { TypeScriptAssets } from './assets.ts';
import { define } from './define.ts';
import { createCallerLine } from './errors/caller-line.ts';
import { createErrorText } from './errors/error-text.ts';
import type { Failure } from './errors/hints.ts';
import { describeError, withHint } from './errors/program-error.ts';
import { uncaughtText } from './errors/uncaught-text.ts';
import { builtinModuleSource } from './modules/builtins.ts';
import { buildProgramModule, findMissingExport, HANDLE, type ProgramHandle } from './modules/program-module.ts';
import { ProgramSyntaxError } from './modules/program-syntax-error.ts';
import { type Resolution, resolveSpecifier } from './modules/resolve.ts';
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
  readonly assets: TypeScriptAssets;
}

const UNSETTLED_EXIT_CODE = 13;

/** One program from its text to its outcome. */
export class ProgramRun {
  readonly #options: ProgramRunOptions;
  readonly #setup: RunSetup;
  readonly #scheduler: Scheduler;
  readonly #world: World;
  readonly #errorText: (error: Error) => string;
  readonly #builtinUrls = new Map<string, string>();
  #finish: (outcome: Outcome) => void = () => {};
  #mainIsPending = true;
  #releaseMain: () => void = () => {};

  constructor(options: ProgramRunOptions) {
    const { setup, platform } = options;
    this.#options = options;
    this.#setup = setup;
    setup.clock.pause();
    const callerLine = createCallerLine(setup.fileName);
    this.#errorText = createErrorText(setup.fileName);
    this.#scheduler = new Scheduler({
      clock: setup.clock,
      network: options.client,
      emit: this.#emit,
      createTurn: (onTurn) => createTurn(platform.turns, options.turnPrimitive, onTurn),
      setRealTimeout: platform.setRealTimeout,
      clearRealTimeout: platform.clearRealTimeout,
      onError: (error) => this.#onError(error, 'thrown'),
      onIdle: (state) => this.#onIdle(state),
    });
    platform.listen({
      onError: (error) => this.#onError(error, 'thrown'),
      onRejection: (reason, promise) => this.#onError(reason, 'rejection', promise),
    });
    this.#world = buildWorld({
      ...setup,
      platform,
      scheduler: this.#scheduler,
      client: options.client,
      callerLine,
      errorText: this.#errorText,
      write: this.#write,
      onExit: (exitCode) => this.#end({ kind: 'completed', exitCode }),
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
        else reject(error);
      }
    });
  }

  readonly #emit: Emit = (event) => {
    if (!this.#scheduler.ended) this.#setup.emit(event);
  };

  readonly #write = (stream: OutputStream, text: string): void => {
    this.#emit({ kind: 'output', at: this.#setup.clock.peek(), stream, text });
  };

  #start(): void {
    const { platform, assets, tools } = this.#options;
    this.#defineBuiltins();
    define(globalThis, HANDLE, Object.freeze(this.#createHandle()));
    const left = prune(globalThis, new Set([HANDLE]));
    if (left.length > 0) {
      throw new Error(
        `Failed to close the program's world: ${left.join(', ')} cannot be removed. Use a current browser.`,
      );
    }
    const program = transpile(this.#setup.source, tools);
    const url = platform.modules.define(
      buildProgramModule(program, this.#setup.fileName, {
        resolve: (specifier) => this.#resolve(specifier),
        urlOf: (resolution) => this.#urlOf(resolution),
      }),
    );
    platform.modules.close(assets.assetBase);
    this.#scheduler.start();
    const release = this.#scheduler.hold();
    this.#releaseMain = () => {
      this.#releaseMain = () => {};
      this.#setup.clock.resume();
      release();
    };
    import(/* @vite-ignore */ url).then(
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
    const missing = error instanceof SyntaxError ? findMissingExport(program, error.message) : null;
    if (missing) this.#failToStart(missing);
    else this.#onError(error, 'thrown');
  }

  #defineBuiltins(): void {
    for (const [name, module] of this.#world.builtins) {
      this.#builtinUrls.set(name, this.#options.platform.modules.define(builtinModuleSource(name, module)));
    }
  }

  #createHandle(): ProgramHandle {
    const { fileName } = this.#setup;
    const url = `file:///${fileName}`;
    return {
      started: () => this.#releaseMain(),
      import: (specifier) => this.#importDynamically(String(specifier)),
      builtin: (name) => this.#world.builtins.get(name),
      meta: Object.assign(Object.create(null), { url, filename: `/${fileName}`, dirname: '/', main: true }),
    };
  }

  #resolve(specifier: string): Resolution {
    const builtins = new Set(this.#builtinUrls.keys());
    return resolveSpecifier(specifier, { assets: this.#options.assets, builtins, fileName: this.#setup.fileName });
  }

  #urlOf(resolution: Resolution): string {
    if (resolution.kind === 'package') return resolution.url;
    const url = resolution.kind === 'builtin' ? this.#builtinUrls.get(resolution.name) : undefined;
    if (url === undefined)
      throw new Error('Failed to find a module: it was refused before. This is a mistake of ours.');
    return url;
  }

  async #importDynamically(specifier: string): Promise<unknown> {
    const resolution = this.#resolve(specifier);
    if (resolution.kind === 'refused') {
      throw Object.assign(new Error(resolution.message), { code: resolution.code });
    }
    return this.#scheduler.track(import(/* @vite-ignore */ this.#urlOf(resolution)));
  }

  #onIdle(state: 'done' | 'stuck'): void {
    const { process } = this.#world;
    if (state === 'done' && !this.#mainIsPending) {
      process.emit('beforeExit', process.process.exitCode ?? 0);
      if (this.#scheduler.alive) return this.#scheduler.wake();
      return this.#end({ kind: 'completed', exitCode: process.leave(process.process.exitCode ?? 0) });
    }
    const origin = state === 'stuck' ? 'deadlock' : 'unsettled';
    const message =
      state === 'stuck'
        ? 'Das Programm wartet auf etwas, das nie geschieht.'
        : 'Das Programm wartet mit await auf ein Promise, das niemand mehr erfüllen kann.';
    if (state === 'done') this.#write('stderr', 'Warning: Detected unsettled top-level await\n');
    const error = withHint({ type: 'Deadlock', message }, { origin, source: this.#setup.source });
    this.#end({ kind: 'deadlock', exitCode: process.leave(UNSETTLED_EXIT_CODE), error });
  }

  #onError(error: unknown, origin: 'thrown' | 'rejection', promise?: Promise<unknown>): void {
    if (error instanceof ExitSignal || this.#scheduler.ended) return;
    const { process } = this.#world;
    try {
      if (origin === 'rejection' && process.hasListeners('unhandledRejection')) {
        process.emit('unhandledRejection', error, promise);
        return this.#scheduler.wake();
      }
      const event = origin === 'rejection' ? 'unhandledRejection' : 'uncaughtException';
      if (process.emit('uncaughtException', error, event)) return this.#scheduler.wake();
    } catch (second) {
      return this.#fail(
        describeError(second, { origin: 'thrown', source: this.#setup.source }, this.#setup.fileName),
        second,
      );
    }
    const failure: Pick<Failure, 'origin' | 'source'> = { origin, source: this.#setup.source };
    this.#fail(describeError(error, failure, this.#setup.fileName), error);
  }

  #fail(described: ProgramError, error: unknown): void {
    const { fileName, source } = this.#setup;
    this.#write('stderr', uncaughtText(error, { ...described, fileName, source, errorText: this.#errorText }));
    this.#end({ kind: 'threw', exitCode: this.#world.process.leave(1), error: described });
  }

  #failToStart(error: ProgramSyntaxError): void {
    const { fileName, source } = this.#setup;
    const line = error.line === undefined ? {} : { line: error.line };
    const described = withHint({ type: error.type, message: error.message, ...line }, { origin: 'syntax', source });
    const where =
      error.line === undefined ? fileName : `${fileName}:${error.line}\n${sourceLine(source, error.line)}\n`;
    this.#write('stderr', `${where}\n${error.type}: ${error.message}\n`);
    this.#end({ kind: 'threw', exitCode: 1, error: described });
  }

  #end(outcome: Outcome): void {
    if (this.#scheduler.ended) return;
    this.#scheduler.end();
    this.#finish(outcome);
  }
}

function sourceLine(source: string, line: number): string {
  return source.split('\n')[line - 1] ?? '';
}
