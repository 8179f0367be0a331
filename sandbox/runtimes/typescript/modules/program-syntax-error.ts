/** The program cannot be started: a mistake in its syntax or in what it imports. */
export class ProgramSyntaxError extends Error {
  readonly type: string;
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined, type = 'SyntaxError') {
    super(message);
    this.type = type;
    this.line = line;
  }
}
