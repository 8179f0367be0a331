// Runs one TypeScript program as `node program.ts` would, with the libraries already loaded, and reports how it went.
// usage: node native-run.mjs PROGRAM REPORT.json WARM_ADDRESS
import { readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import OpenAI from 'openai';
import 'p-limit';
import 'p-retry';
import 'node:timers/promises';

/** Requests after which Node's HTTP client is loaded and compiled; more make no difference. */
const WARM_REQUESTS = 50;

/** The descriptor over which the process says that it is ready, and waits for its start. */
const START = 3;

const [program, report, warmAddress] = process.argv.slice(2);
const url = pathToFileURL(resolve(program)).href;
new OpenAI({ apiKey: 'warm' }).chat.completions;

// The first requests of a process load and compile Node's HTTP client (its parser is WebAssembly); in the lab it is no part of
// the program and costs nothing. So it is brought to temperature against another server before the clock starts.
for (let i = 0; i < WARM_REQUESTS; i++) {
  await fetch(warmAddress, { method: 'POST', body: '{}' }).then((answer) => answer.json());
}

const mark = { startEpochMs: 0, start: 0, error: null };
globalThis.__started = () => {
  mark.startEpochMs = Date.now();
  mark.start = performance.now();
};
registerHooks({
  load(specifier, context, next) {
    if (specifier !== url) return next(specifier, context);
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module', source: `__started();${source}`, shortCircuit: true };
  },
});
process.on('uncaughtExceptionMonitor', (error) => {
  mark.error = error?.constructor?.name ?? typeof error;
});
process.on('exit', () => {
  const durationMs = performance.now() - mark.start;
  writeFileSync(report, JSON.stringify({ startEpochMs: mark.startEpochMs, durationMs, error: mark.error }));
});
process.argv = [process.argv[0], program];
writeSync(START, 'ready\n');
readSync(START, Buffer.alloc(16));
await import(url);
