import { encodeText } from './bytes.ts';

/** What a `data:` address holds. */
export interface DataUrlContent {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const DEFAULT_TYPE = 'text/plain;charset=US-ASCII';
const TOKEN = "[-!#$%&'*+.^_`|~A-Za-z0-9]+";
const TYPE = new RegExp(`^${TOKEN}/${TOKEN}$`);
const PARAMETER = new RegExp(`^${TOKEN}=.+$`);

/** Reads a `data:` address (https://fetch.spec.whatwg.org/#data-url-processor); null for one that is none. */
export function readDataUrl(url: URL): DataUrlContent | null {
  const text = withoutFragment(url).slice('data:'.length);
  const comma = text.indexOf(',');
  if (comma < 0) return null;
  const type = text.slice(0, comma).trim();
  const data = percentDecode(text.slice(comma + 1));
  const encoded = /; *base64$/i.exec(type);
  if (!encoded) return { contentType: contentTypeOf(type), bytes: data };
  const bytes = decodeBase64(data);
  return bytes && { contentType: contentTypeOf(type.slice(0, encoded.index)), bytes };
}

export function withoutFragment(url: URL): string {
  return url.href.split('#', 1)[0] ?? '';
}

function contentTypeOf(given: string): string {
  const [type = '', ...parameters] = (given.startsWith(';') ? `text/plain${given}` : given).split(';');
  if (!TYPE.test(type.trim())) return DEFAULT_TYPE;
  const kept = parameters.map((parameter) => parameter.trim()).filter((parameter) => PARAMETER.test(parameter));
  return [type.trim().toLowerCase(), ...kept].join(';');
}

function percentDecode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const part of text.split(/(%[\da-f]{2})/i)) {
    if (/^%[\da-f]{2}$/i.test(part)) bytes.push(Number.parseInt(part.slice(1), 16));
    else for (const byte of encodeText(part)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function decodeBase64(data: Uint8Array): Uint8Array | null {
  try {
    return Uint8Array.from(atob(Array.from(data, (byte) => String.fromCharCode(byte)).join('')), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
