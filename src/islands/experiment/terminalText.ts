// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters begin what a terminal obeys and does not show.
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** A text as a terminal would leave it, without colours: after `\r` a line is written over from its beginning. */
export function terminalText(text: string): string {
  const plain = text.replace(SEQUENCES, '').replaceAll('\r\n', '\n');
  return plain.includes('\r') ? plain.split('\n').map(overwritten).join('\n') : plain;
}

function overwritten(line: string): string {
  return line.split('\r').reduce((before, written) => written + before.slice(written.length), '');
}
