/** One line of a stack trace. */
export interface StackFrame {
  /** Name of the function; empty at the top level of a module. */
  readonly functionName: string;
  readonly file: string;
  readonly line: number;
  /** 0 where the frame names none. */
  readonly column: number;
  /** The frame awaits the one above it (only V8 knows these). */
  readonly async: boolean;
}

// V8: "    at async stelle (async.ts:9:19)", "    at file:///x.mjs:1:2"; Firefox and WebKit: "async*stelle@async.ts:9:19".
const V8_FRAME = /^\s*at (?:(.*?) \()?(.*?):(\d+)(?::(\d+))?\)?$/;
const GECKO_FRAME = /^(.*?)@(.*?):(\d+):(\d+)$/;

/** The frames of an error's `stack`, innermost first. Lines that are no frames (the message) are left out. */
export function parseStack(stack: string): readonly StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of stack.split('\n')) {
    const frame = parseV8(text) ?? parseGecko(text);
    if (frame) frames.push(frame);
  }
  return frames;
}

function parseV8(text: string): StackFrame | null {
  const match = V8_FRAME.exec(text);
  if (!match) return null;
  const [, called = '', location = '', line, column = 0] = match;
  const async = called.startsWith('async ') || (called === '' && location.startsWith('async '));
  return {
    functionName: called.replace(/^async /, ''),
    file: location.replace(/^async /, ''),
    line: Number(line),
    column: Number(column),
    async,
  };
}

function parseGecko(text: string): StackFrame | null {
  const match = GECKO_FRAME.exec(text);
  if (!match) return null;
  const [, called = '', file = '', line, column] = match;
  return {
    functionName: called.replace(/^async\*/, '').replace(/^module code$/, ''),
    file,
    line: Number(line),
    column: Number(column),
    async: called.startsWith('async*'),
  };
}
