import { concatBytes, decodeText, encodeText } from './bytes.ts';

/** A boundary of the form that Node's fetch uses. */
export function randomBoundary(): string {
  return `----formdata-undici-0${Math.floor(Math.random() * 1e11)
    .toString()
    .padStart(11, '0')}`;
}

/** Writes a form as multipart/form-data (RFC 7578), names escaped as HTML prescribes. */
export async function encodeMultipart(form: FormData, boundary: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"`;
    if (typeof value === 'string') {
      parts.push(encodeText(`${head}\r\n\r\n${value.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`));
    } else {
      const type = value.type || 'application/octet-stream';
      parts.push(encodeText(`${head}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
      parts.push(new Uint8Array(await value.arrayBuffer()), encodeText('\r\n'));
    }
  }
  parts.push(encodeText(`--${boundary}--\r\n`));
  return concatBytes(parts);
}

function escapeName(name: string): string {
  return name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22');
}

function unescapeName(name: string): string {
  return name.replace(/%0D%0A/g, '\r\n').replace(/%22/g, '"');
}

/** Reads a multipart/form-data body. Null where the bytes are no such body. */
export function decodeMultipart(bytes: Uint8Array, boundary: string): FormData | null {
  const delimiter = encodeText(`--${boundary}`);
  const form = new FormData();
  let position = indexOf(bytes, delimiter, 0);
  if (position < 0) return null;
  for (;;) {
    position += delimiter.length;
    if (bytes[position] === 0x2d && bytes[position + 1] === 0x2d) return form;
    const next = indexOf(bytes, delimiter, position);
    if (next < 0) return null;
    // Between the line end after the delimiter and the line end before the next one.
    if (!appendPart(form, bytes.subarray(position + 2, next - 2))) return null;
    position = next;
  }
}

function appendPart(form: FormData, part: Uint8Array): boolean {
  const blank = indexOf(part, encodeText('\r\n\r\n'), 0);
  if (blank < 0) return false;
  const head = decodeText(part.subarray(0, blank));
  const content = part.subarray(blank + 4);
  const name = /content-disposition:[^\r]*?[ ;]name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return false;
  const fileName = /content-disposition:[^\r]*?filename="([^"]*)"/i.exec(head)?.[1];
  if (fileName === undefined) {
    form.append(unescapeName(name), decodeText(content));
  } else {
    const type = /content-type:\s*([^\r]+)/i.exec(head)?.[1]?.trim() ?? 'text/plain';
    form.append(unescapeName(name), new File([Uint8Array.from(content)], unescapeName(fileName), { type }));
  }
  return true;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let start = bytes.indexOf(first, from); start >= 0; start = bytes.indexOf(first, start + 1)) {
    if (wanted.every((byte, index) => bytes[start + index] === byte)) return start;
  }
  return -1;
}
