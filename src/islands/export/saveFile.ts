/** Hands the reader a file to save; nothing leaves the browser. */
export function saveFile(name: string, content: string | Blob, type: string): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers take the address late; after that, keeping it would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
