import type { ModuleHost } from './module-host.ts';

interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: 'module';
  readonly source: string;
  readonly shortCircuit: boolean;
}

type Next<Context, Result> = (subject: string, context: Context) => Result;
type ResolveContext = { readonly parentURL?: string };

/** The part of `node:module` that is used (https://nodejs.org/api/module.html#moduleregisterhooksoptions). */
export interface NodeModuleApi {
  registerHooks(hooks: {
    resolve(specifier: string, context: ResolveContext, next: Next<ResolveContext, Resolved>): Resolved;
    load(url: string, context: object, next: Next<object, Loaded>): Loaded;
  }): unknown;
}

const SCHEME = 'wartezeit:';

/**
 * In Node, modules made of text are served by synchronous hooks. Once closed, every other import is refused, also one that
 * the program hides in `eval` or `new Function`.
 */
export function createNodeHost(api: NodeModuleApi): ModuleHost {
  const sources = new Map<string, string>();
  let openTo: string | null = null;
  api.registerHooks({
    resolve(specifier, context, next) {
      if (sources.has(specifier)) return { url: specifier, shortCircuit: true };
      if (openTo === null) return next(specifier, context);
      const url = URL.parse(specifier, context.parentURL)?.href ?? specifier;
      if (url.startsWith(openTo)) return next(specifier, context);
      throw Object.assign(new Error(`Cannot find module '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' });
    },
    load(url, context, next) {
      const source = sources.get(url);
      if (source === undefined) return next(url, context);
      return { format: 'module', source, shortCircuit: true };
    },
  });
  return {
    define(source) {
      const url = `${SCHEME}///${sources.size}`;
      sources.set(url, source);
      return url;
    },
    close(assetBase) {
      openTo = assetBase;
    },
  };
}
