import { createHttpClient } from '../../network/lab-http-client.ts';
import type { Outcome } from '../../trace/event.ts';
import type { RunSetup, Runtime } from '../runtime.ts';
import type { TypeScriptAssets } from './assets.ts';
import { type AssetModules, createAssetModules } from './modules/asset-modules.ts';
import { Edits } from './modules/edits.ts';
import { markLines } from './modules/mark-lines.ts';
import { loadTools, type Tools } from './modules/tools.ts';
import { transpile } from './modules/transpile.ts';
import { type Platform, takePlatform } from './platform.ts';
import { ProgramRun } from './program-run.ts';
import { chooseTurnPrimitive, type TurnPrimitive } from './schedule/turn.ts';
import { unchargedEmit, unchargedNetwork } from './uncharged.ts';
import { installWebClasses } from './world.ts';

export interface TypeScriptRuntimeOptions {
  readonly assets: TypeScriptAssets;
  /** Where they are at hand already; default: loaded from the assets. */
  readonly tools?: Tools;
}

/** The runtime of a worker; `ready` settles when a program could start at once. */
export interface TypeScriptRuntime extends Runtime {
  readonly name: 'typescript';
  readonly ready: Promise<void>;
}

interface Prepared {
  readonly tools: Tools;
  readonly turnPrimitive: TurnPrimitive;
}

/**
 * Runs one TypeScript program in this worker, as Node would: on the laboratory's clock, over the simulated network, with the
 * official packages. The worker's globals become the program's world for good; whoever needs a native function afterwards
 * must have taken it before.
 *
 * Throws in a browser's worker that does not inherit the page's policy.
 */
export function createTypeScriptRuntime(options: TypeScriptRuntimeOptions): TypeScriptRuntime {
  const platform = takePlatform();
  const assets = createAssetModules(options.assets);
  const prepared = prepare(platform, options.tools ?? loadTools(assets));
  let evaluating: Promise<ReadonlySet<PropertyKey>> | undefined;
  const client = () => (evaluating ??= evaluateClient(assets));
  let used = false;
  const ready = prepared.then(async ({ tools }) => {
    // A program that waits already does the work of warming up itself.
    if (used) return;
    exercise(tools);
    await client();
  });
  // Whoever awaits `ready` or `run` hears of a failure; alone it is no unhandled rejection.
  ready.catch(() => {});
  return {
    name: 'typescript',
    ready,
    async run(setup: RunSetup): Promise<Outcome> {
      if (used) throw new Error('Failed to run a program: this worker has had its run. Take a fresh worker.');
      used = true;
      setup.clock.pause();
      const { tools, turnPrimitive } = await prepared;
      const isWanted = evaluating !== undefined || NAMES_THE_CLIENT.test(setup.source);
      const libraryGlobals = isWanted ? await client() : new Set<PropertyKey>();
      const network = unchargedNetwork(setup.network, setup.clock);
      return new ProgramRun({
        setup: { ...setup, network, emit: unchargedEmit(setup.emit, setup.clock) },
        client: createHttpClient({ clock: setup.clock, network }),
        platform,
        tools,
        turnPrimitive,
        libraryGlobals,
        assets,
        assetBase: options.assets.assetBase,
      }).outcome();
    },
  };
}

async function prepare(platform: Platform, coming: Tools | Promise<Tools>): Promise<Prepared> {
  const [tools, turnPrimitive] = await Promise.all([coming, chooseTurnPrimitive(platform.turns)]);
  return { tools, turnPrimitive };
}

const SAMPLE = "import OpenAI from 'openai';\nconst client: OpenAI = new OpenAI();\nawait client.models.list();\n";

/** Lets the engine compile the tools. */
function exercise(tools: Tools): void {
  const { code, tree } = transpile(SAMPLE, tools);
  markLines(tree, code, new Edits());
}

/** A program that may import the client, or the library that the client brings along. */
const NAMES_THE_CLIENT = /openai|zod/;

/**
 * Evaluates the client that nearly all programs import, before their world is built. Resolves to what it has defined globally;
 * what fails here fails again where the program hears of it.
 */
async function evaluateClient(assets: AssetModules): Promise<ReadonlySet<PropertyKey>> {
  const client = assets.manifest.modules['openai'];
  installWebClasses();
  const before = new Set(Reflect.ownKeys(globalThis));
  if (client) await import(/* @vite-ignore */ assets.urlOf(client)).catch(() => {});
  return new Set(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)));
}
