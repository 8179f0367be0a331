/**
 * Lab time per real time that a program computes, by runtime: what the same statements cost natively on the same machine.
 * 1 charges what the browser needs.
 */
export const cpuFactors = { python: 1, typescript: 1 } as const;
