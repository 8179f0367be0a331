/** Text for HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Lines of HTML as the build writes them: numbered, so that the picture can point at them. */
export function numberedLines(lines: readonly string[]): string {
  return lines.map((line, index) => `<span class="line" data-line="${index + 1}">${line}</span>`).join('\n');
}

/** The lines of a program, without the empty one after the last. */
export function linesOf(source: string): readonly string[] {
  return source.replace(/\n$/, '').split('\n');
}

/** A program without colours, in the same lines as the coloured one. */
export function plainLines(source: string): string {
  return numberedLines(linesOf(source).map(escaped));
}

/** Whether lines of HTML have no colours, because they were made where none are at hand. */
export function isPlain(html: string): boolean {
  return !html.includes('class="c-');
}
