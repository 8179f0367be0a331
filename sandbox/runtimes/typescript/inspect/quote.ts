// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that Node escapes.
const SPECIAL = /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

/** A text in quotation marks, escaped as `util.inspect` does it; with other marks where it holds single ones. */
export function quote(text: string): string {
  const mark = chooseMark(text);
  const escaped = text.replace(SPECIAL, (character) => {
    if (character === "'" && mark !== "'") return character;
    return SHORT[character] ?? escapeCode(character.charCodeAt(0));
  });
  return `${mark}${escaped}${mark}`;
}

function chooseMark(text: string): string {
  if (!text.includes("'")) return "'";
  if (!text.includes('"')) return '"';
  return !text.includes('`') && !text.includes('${') ? '`' : "'";
}

function escapeCode(code: number): string {
  return code < 256 ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${code.toString(16)}`;
}
