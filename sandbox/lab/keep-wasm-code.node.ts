import { setFlagsFromString } from 'node:v8';

/**
 * Lets this process keep WebAssembly code that V8 would throw away. Node 24's V8 now and then aborts while it frees such
 * code („Check failed: jit_page_->allocations_.erase(addr) == 1“) in a process that starts many workers with the same
 * modules; the same abort is reported in https://github.com/nodejs/node/issues/64500. It is seen with this flag too: what a
 * worker leaves at its end is freed all the same.
 */
export function keepWasmCode(): void {
  setFlagsFromString('--no-wasm-code-gc');
}
