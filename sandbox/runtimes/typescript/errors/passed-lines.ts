/** The reader's lines that an error has passed on its way through functions that await, innermost first. */
export interface PassedLines {
  /** Notes a line and returns the error. */
  note(error: unknown, line: number): unknown;
  of(error: unknown): readonly number[];
}

export function createPassedLines(): PassedLines {
  const lines = new WeakMap<object, number[]>();
  return {
    note(error, line) {
      if (typeof error !== 'object' || error === null || line === 0) return error;
      const known = lines.get(error);
      if (known) known.push(line);
      else lines.set(error, [line]);
      return error;
    },
    of: (error) => (typeof error === 'object' && error !== null ? (lines.get(error) ?? []) : []),
  };
}
