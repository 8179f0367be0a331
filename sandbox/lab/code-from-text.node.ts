import { setFlagsFromString } from 'node:v8';

/**
 * Workers that are started from now on cannot turn text into code (`eval`, `new Function`, a function's constructor): in a
 * browser the page's policy forbids it, in Node V8 does. The calling thread keeps what it has.
 */
export function forbidCodeFromText(): void {
  setFlagsFromString('--disallow-code-generation-from-strings');
}
