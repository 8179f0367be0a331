import type { ExchangeRequest } from './http-client.ts';

const encoder = new TextEncoder();
/** Fields that the transport writes itself; a program cannot set them through fetch either. */
const OWN_FIELDS = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);
const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** A request as HTTP/1.1 bytes. */
export function requestBytes(request: ExchangeRequest): Uint8Array {
  const { method, url, body } = request;
  const lines = [`${method} ${url.pathname}${url.search} HTTP/1.1`, `host: ${url.host}`, 'connection: keep-alive'];
  for (const [name, value] of request.headers) if (!OWN_FIELDS.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  if (body || METHODS_WITH_BODY.has(method)) lines.push(`content-length: ${body?.length ?? 0}`);
  const head = latin1(`${lines.join('\r\n')}\r\n\r\n`);
  if (!body) return head;
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Header values are bytes; what is beyond them goes as UTF-8, as Node sends it. */
function latin1(text: string): Uint8Array {
  if (/[^\0-\xff]/.test(text)) return encoder.encode(text);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
