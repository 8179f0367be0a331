/** Something that cannot be Python. Line and column count from 1. */
export interface PythonProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Opened {
  readonly sign: string;
  readonly line: number;
  readonly column: number;
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const blocks = /^\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with|match|case)\b/;

/**
 * The slips one makes while typing, found without running anything: brackets that do not match, quotes left open, a block
 * without its colon, indentation that mixes tabs and spaces. What it does not know it lets pass; the run knows the rest.
 */
export function pythonProblems(source: string): readonly PythonProblem[] {
  const problems: PythonProblem[] = [];
  const open: Opened[] = [];
  let quote: { readonly sign: string; readonly line: number; readonly column: number } | null = null;
  for (const [index, text] of source.split('\n').entries()) {
    const line = index + 1;
    const wasOpen: boolean = open.length > 0 || quote !== null;
    if (!wasOpen && /^ *\t|^\t+ /.test(text)) {
      problems.push({ line, column: 1, message: 'Die Einrückung mischt Tabulatoren und Leerzeichen.' });
    }
    let code = '';
    for (let at = 0; at < text.length; at += 1) {
      const sign = text.charAt(at);
      if (quote !== null) {
        if (sign === '\\') at += 1;
        else if (text.startsWith(quote.sign, at)) {
          at += quote.sign.length - 1;
          quote = null;
          code += '"';
        }
        continue;
      }
      if (sign === '#') break;
      if (sign === '"' || sign === "'") {
        const triple = sign.repeat(3);
        quote = { sign: text.startsWith(triple, at) ? triple : sign, line, column: at + 1 };
        at += quote.sign.length - 1;
        continue;
      }
      code += sign;
      if ('([{'.includes(sign)) open.push({ sign, line, column: at + 1 });
      const opener = closers[sign];
      if (opener === undefined) continue;
      if (open.at(-1)?.sign === opener) open.pop();
      else problems.push({ line, column: at + 1, message: `Zu „${sign}“ fehlt die öffnende Klammer.` });
    }
    if (quote !== null && quote.sign.length === 1) {
      if (!text.endsWith('\\')) {
        problems.push({ line, column: quote.column, message: 'Die Zeichenkette ist nicht geschlossen.' });
        quote = null;
      }
      continue;
    }
    const isWhole = !wasOpen && open.length === 0 && quote === null;
    if (isWhole && needsColon(code)) {
      problems.push({ line, column: text.trimEnd().length, message: 'Hier fehlt ein Doppelpunkt.' });
    }
  }
  if (quote !== null) problems.push({ ...quote, message: 'Die Zeichenkette ist nicht geschlossen.' });
  const last = open.at(-1);
  if (last !== undefined) problems.push({ ...last, message: `Zu „${last.sign}“ fehlt die schließende Klammer.` });
  return problems;
}

/** Whether a whole line opens a block without a colon. `else` in an expression and soft keywords as names pass. */
function needsColon(code: string): boolean {
  const trimmed = code.trim();
  if (!blocks.test(code) || trimmed.includes(':') || trimmed.endsWith('\\')) return false;
  return !/^(?:match|case)\b/.test(trimmed);
}
