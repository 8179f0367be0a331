/** Something that cannot be Python. Line and column count from 1. */
export interface PythonProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A bracket or quote that still waits for its partner. */
interface Opened {
  readonly sign: string;
  readonly line: number;
  readonly column: number;
}

/** What one line hands to the next. */
interface Reading {
  readonly problems: PythonProblem[];
  readonly brackets: Opened[];
  quote: Opened | null;
}

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const blocks = /^\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with)\b/;
const OPEN_QUOTE = 'Die Zeichenkette ist nicht geschlossen.';

/**
 * The slips one makes while typing, found without running anything: brackets that do not match, quotes left open, a block
 * without its colon, indentation that mixes tabs and spaces. What it does not know it lets pass; the run knows the rest.
 */
export function pythonProblems(source: string): readonly PythonProblem[] {
  const reading: Reading = { problems: [], brackets: [], quote: null };
  for (const [index, text] of source.split('\n').entries()) readLine(reading, text, index + 1);
  const { problems, brackets, quote } = reading;
  if (quote !== null) problems.push({ ...quote, message: OPEN_QUOTE });
  const last = brackets.at(-1);
  if (last !== undefined) problems.push({ ...last, message: `Zu „${last.sign}“ fehlt die schließende Klammer.` });
  return problems;
}

function readLine(reading: Reading, text: string, line: number): void {
  const { problems } = reading;
  const startsWhole = isWhole(reading);
  if (startsWhole && /^ *\t|^\t+ /.test(text)) {
    problems.push({ line, column: 1, message: 'Die Einrückung mischt Tabulatoren und Leerzeichen.' });
  }
  const code = readCode(reading, text, line);
  const { quote } = reading;
  if (quote !== null && quote.sign.length === 1) {
    // A backslash carries a string over the line's end; anything else leaves it open.
    if (text.endsWith('\\')) return;
    problems.push({ line, column: quote.column, message: OPEN_QUOTE });
    reading.quote = null;
    return;
  }
  if (startsWhole && isWhole(reading) && lacksColon(code)) {
    problems.push({ line, column: text.trimEnd().length, message: 'Hier fehlt ein Doppelpunkt.' });
  }
}

function isWhole({ brackets, quote }: Reading): boolean {
  return brackets.length === 0 && quote === null;
}

/** Goes through a line's signs; answers its code, with strings emptied and the comment gone. */
function readCode(reading: Reading, text: string, line: number): string {
  let code = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (reading.quote !== null) {
      at = inString(reading, text, at);
      if (reading.quote === null) code += '"';
    } else if (sign === '#') {
      break;
    } else if (sign === '"' || sign === "'") {
      const triple = sign.repeat(3);
      const opening = text.startsWith(triple, at) ? triple : sign;
      reading.quote = { sign: opening, line, column: at + 1 };
      at += opening.length - 1;
    } else {
      code += sign;
      readBracket(reading, sign, line, at + 1);
    }
  }
  return code;
}

/** One step inside a string: past an escaped sign, or past the end of the string. Answers the last position it used. */
function inString(reading: Reading, text: string, at: number): number {
  const sign = reading.quote?.sign ?? '';
  if (text.charAt(at) === '\\') return at + 1;
  if (!text.startsWith(sign, at)) return at;
  reading.quote = null;
  return at + sign.length - 1;
}

function readBracket({ problems, brackets }: Reading, sign: string, line: number, column: number): void {
  if ('([{'.includes(sign)) brackets.push({ sign, line, column });
  const opener = openers[sign];
  if (opener === undefined) return;
  if (brackets.at(-1)?.sign === opener) brackets.pop();
  else problems.push({ line, column, message: `Zu „${sign}“ fehlt die öffnende Klammer.` });
}

/** Whether a whole line opens a block without a colon. */
function lacksColon(code: string): boolean {
  return blocks.test(code) && !code.includes(':') && !code.trimEnd().endsWith('\\');
}
