import type { AssetModules } from './asset-modules.ts';

/** What a specifier means to a program in the laboratory. */
export type Resolution =
  | { readonly kind: 'package'; readonly url: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** Modules of Node that have no honest counterpart here, with the reason. */
const NO_FILES = 'das Labor hat kein Dateisystem';
const NO_PATHS = `${NO_FILES}; Teile einer Adresse nennt „new URL(…).pathname“`;
const NO_STREAMS = 'nimm ReadableStream, WritableStream und TransformStream, die es ohne Import gibt';
export const NO_INPUT = 'im Labor gibt niemand etwas ein; Werte kommen aus „process.env“';
const NO_CONTEXT = 'nachgebildet ist es nicht; reiche den Wert als Argument weiter';
const NO_SOCKETS = 'Verbindungen gibt es hier durch fetch';
const NO_PROCESSES = 'das Labor startet keine Prozesse und keine Threads';
const ABSENT: Readonly<Record<string, string>> = {
  fs: NO_FILES,
  'fs/promises': NO_FILES,
  path: NO_PATHS,
  'path/posix': NO_PATHS,
  os: NO_FILES,
  net: NO_SOCKETS,
  tls: NO_SOCKETS,
  dns: NO_SOCKETS,
  'dns/promises': NO_SOCKETS,
  dgram: NO_SOCKETS,
  http: NO_SOCKETS,
  http2: NO_SOCKETS,
  https: NO_SOCKETS,
  child_process: NO_PROCESSES,
  cluster: NO_PROCESSES,
  worker_threads: NO_PROCESSES,
  stream: NO_STREAMS,
  'stream/promises': NO_STREAMS,
  readline: NO_INPUT,
  'readline/promises': NO_INPUT,
  async_hooks: NO_CONTEXT,
};

export interface ResolveContext {
  readonly assets: AssetModules;
  /** Modules of Node that exist here, without `node:`. */
  readonly builtins: Pick<ReadonlySet<string>, 'has'>;
  /** The importing file. */
  readonly fileName: string;
}

/** Decides what an import means, with Node's own words where it fails. */
export function resolveSpecifier(specifier: string, context: ResolveContext): Resolution {
  const asset = Object.hasOwn(context.assets.manifest.modules, specifier)
    ? context.assets.manifest.modules[specifier]
    : undefined;
  if (asset) return { kind: 'package', url: context.assets.urlOf(asset) };
  const builtin = specifier.replace(/^node:/, '');
  if (specifier === 'node:buffer') return resolveSpecifier('buffer', context);
  if (context.builtins.has(builtin)) return { kind: 'builtin', name: builtin };
  if (specifier.startsWith('node:') || Object.hasOwn(ABSENT, builtin)) return missingBuiltin(builtin);
  const from = `imported from /${context.fileName}`;
  if (/^\.{0,2}\//.test(specifier)) {
    const path = new URL(specifier, `file:///${context.fileName}`).pathname;
    return refused('ERR_MODULE_NOT_FOUND', `Cannot find module '${path}' ${from}`);
  }
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(specifier)?.[1]?.toLowerCase();
  if (scheme) return refused('ERR_UNSUPPORTED_ESM_URL_SCHEME', unsupportedScheme(scheme));
  return refused('ERR_MODULE_NOT_FOUND', `Cannot find package '${specifier}' ${from}`);
}

function refused(code: string, message: string): Resolution {
  return { kind: 'refused', code, message };
}

function missingBuiltin(name: string): Resolution {
  const reason = ABSENT[name] ?? 'nachgebildet ist es nicht';
  return refused('ERR_UNKNOWN_BUILTIN_MODULE', `Das Modul „node:${name}“ gibt es im Labor nicht: ${reason}.`);
}

function unsupportedScheme(scheme: string): string {
  const known = 'Only URLs with a scheme in: file, data, and node are supported by the default ESM loader.';
  return `${known} Received protocol '${scheme}'`;
}
