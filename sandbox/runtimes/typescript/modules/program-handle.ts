/** Name of the object through which the program's modules, and the bundled libraries, speak to the runtime. */
export const HANDLE = '__wartezeit';

/** Where the reader's program is. */
export interface ProgramPlace {
  /** Line of its call that is being executed, also while a library works on it behind an `await`; 0 where none is. */
  line: number;
  /** Line of the `await` on the top level that was reached last; 0 before the first. */
  top: number;
}

export interface ProgramHandle {
  readonly at: ProgramPlace;
  /** The program's first statement is about to run. */
  started(): void;
  /** Defines a global that only some programs need. */
  define(name: string, value: unknown): void;
  /** Stands for `import(…)`. */
  import(specifier: unknown): Promise<unknown>;
  /** A module of Node's own, as it is here. */
  builtin(name: string): unknown;
  /** Stands for `import.meta`. */
  readonly meta: object;
  /** An error leaves an asynchronous function of the program, which was waiting at `line`. Returns the error. */
  passed(error: unknown, line: number): unknown;
  /** A library goes on after an `await`: the line is again what it was before. Returns the value. */
  carry<T>(line: number, value: T): T;
}
