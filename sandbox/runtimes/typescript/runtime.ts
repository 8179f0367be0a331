import { createHttpClient } from '../../network/lab-http-client.ts';
import type { Outcome } from '../../trace/event.ts';
import type { RunSetup, Runtime } from '../runtime.ts';
import type { TypeScriptAssets } from './assets.ts';
import { loadTools, type Tools } from './modules/tools.ts';
import { type Platform, takePlatform } from './platform.ts';
import { ProgramRun } from './program-run.ts';
import { chooseTurnPrimitive, type TurnPrimitive } from './schedule/turn.ts';
import { unchargedEmit, unchargedNetwork } from './uncharged.ts';

export interface TypeScriptRuntimeOptions {
  readonly assets: TypeScriptAssets;
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
 * Throws in a browser's worker that was not created from a blob: URL, since it would not inherit the page's policy.
 */
export function createTypeScriptRuntime(options: TypeScriptRuntimeOptions): TypeScriptRuntime {
  const platform = takePlatform();
  const prepared = prepare(platform, options.assets);
  // Whoever awaits `ready` or `run` hears of a failure; alone it is no unhandled rejection.
  prepared.catch(() => {});
  let used = false;
  return {
    name: 'typescript',
    ready: prepared.then(() => {}),
    async run(setup: RunSetup): Promise<Outcome> {
      if (used) throw new Error('Failed to run a program: this worker has had its run. Take a fresh worker.');
      used = true;
      const { tools, turnPrimitive } = await prepared;
      const network = unchargedNetwork(setup.network, setup.clock);
      const client = createHttpClient({ clock: setup.clock, network });
      const emit = unchargedEmit(setup.emit, setup.clock);
      return new ProgramRun({
        setup: { ...setup, network, emit },
        client,
        platform,
        tools,
        turnPrimitive,
        assets: options.assets,
      }).outcome();
    },
  };
}

async function prepare(platform: Platform, assets: TypeScriptAssets): Promise<Prepared> {
  const [tools, turnPrimitive] = await Promise.all([loadTools(assets), chooseTurnPrimitive(platform.turns)]);
  return { tools, turnPrimitive };
}
