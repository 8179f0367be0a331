/**
 * Levels of nesting that the service takes. Requests of the API need a dozen; what reads a request may recurse, and a few
 * thousand levels end the stack (in a worker of a browser sooner than in Node).
 */
export const DEEPEST = 256;

export type ParsedJson =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'broken-json'; readonly text: string }
  | { readonly kind: 'too-deep-json'; readonly text: string };

/** Parses JSON that came from outside. Never throws; nothing deeper than `DEEPEST` gets in. */
export function parseJson(text: string): ParsedJson {
  if (isTooDeep(text)) return { kind: 'too-deep-json', text };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'broken-json', text };
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function isTooDeep(text: string): boolean {
  // Each level has an opening and a closing bracket: most requests are too short to be too deep.
  if (text.length <= 2 * DEEPEST) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Where the string that begins at `start` ends. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}

/** `[` or `{` */
function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

/** `]` or `}` */
function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
