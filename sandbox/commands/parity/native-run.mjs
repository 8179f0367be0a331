// Runs one TypeScript program as `node program.ts` would, with the libraries already loaded, and reports how it went.
// usage: node native-run.mjs PROGRAM REPORT.json
import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import OpenAI from 'openai';
import 'p-limit';
import 'p-retry';
import 'node:timers/promises';

const [program, report] = process.argv.slice(2);
const url = pathToFileURL(resolve(program)).href;
new OpenAI({ apiKey: 'warm' }).chat.completions;

// The first fetch of a process loads Node's HTTP client; in the lab it is there from the start.
await fetch('data:,warm').then((answer) => answer.text());

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
await import(url);
