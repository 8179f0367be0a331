/** Text for HTML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A program without colours, in the same lines as the coloured one: for edited text while no editor is open. */
export function plainLines(source: string): string {
  return source
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => `<span class="line" data-line="${index + 1}">${escaped(line)}</span>`)
    .join('\n');
}
