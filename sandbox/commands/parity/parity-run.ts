/** One request as either side saw it. Times are milliseconds since the program's first statement. */
export interface ParityRequest {
  readonly method: string;
  readonly path: string;
  /** Fingerprint of the body, so that two requests can be told apart. */
  readonly body: string;
  /** From `x-stainless-retry-count`; 0 where it is absent. */
  readonly retry: number;
  /** Status of the answer; null where none came (reset, abort). */
  readonly status: number | null;
  readonly sentMs: number;
  /** End of the answer, or of the attempt. */
  readonly endMs: number;
}

/** What a program did on one side, in the terms both sides share. */
export interface ParityRun {
  readonly exitCode: number;
  /** Class of the exception that ended the program; null where none did. */
  readonly error: string | null;
  /** Standard output. */
  readonly output: string;
  readonly requests: readonly ParityRequest[];
  readonly connections: number;
  /** From the program's first statement to its end. */
  readonly durationMs: number;
}

/** A process or worker that has its libraries loaded and waits before the program's first line. */
export interface PreparedRun {
  /** Lets the program run, once. Rejects where it is too slow, or our machinery fails. */
  run(): Promise<ParityRun>;
  /** Ends it, if it still lives, and frees what it had. */
  close(): Promise<void>;
}
