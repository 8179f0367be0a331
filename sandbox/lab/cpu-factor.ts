/**
 * Lab time per real time that a program computes, by runtime: what the same statements cost natively on the same machine.
 *
 * Measured by `npm run bench:cpu` (Chromium 156 against CPython 3.11 and Node 24, November 2026): CPython needs 0.20 of the
 * lab's time for pydantic models, 0.33 for an event loop's turns, 0.37 to 0.52 for text, JSON and calls, 0.36 in the geometric
 * mean. JavaScript runs in the same kind of engine on both sides: 1.0 to 1.7 but for JSON, whose speed depends on V8's version.
 */
export const cpuFactors = { python: 0.4, typescript: 1 } as const;
