import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DueParts } from './answer-driver.ts';
import { framingHeader } from './framing.ts';

/** Headers that every answer of the server gets besides the service's own (CORS), names and values in turn. */
export type ExtraHeaders = readonly string[];

/**
 * Writes an answer to a client as its parts become due. What is due together goes out in one piece: as a string of one
 * character per byte, which Node joins with the head and hands over in a single write. (A head and a buffer, or a chunk and
 * its frame, take a gathering write, which costs as much as all the rest of an answer.)
 */
export function createAnswerWriter(
  request: IncomingMessage,
  response: ServerResponse,
  extra: ExtraHeaders,
): (due: DueParts) => void {
  let chunked = false;

  function writeHead(plan: NonNullable<DueParts['head']>, bodies: readonly Uint8Array[]): void {
    const flat: string[] = [];
    for (const [name, value] of plan.head.headers) flat.push(name, value);
    const framing = framingHeader(plan, bodies);
    if (framing) flat.push(framing[0], framing[1]);
    for (const part of extra) flat.push(part);
    response.writeHead(plan.head.status, flat);
    chunked = response.chunkedEncoding && request.method !== 'HEAD';
    // The frames of the chunks are made here; Node would write each apart.
    response.chunkedEncoding = false;
  }

  return (due) => {
    if (response.destroyed) return;
    if (due.end === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (due.head) writeHead(due.head, due.bodies);
    const text = chunked ? chunkedText(due) : plainText(due.bodies);
    if (due.end === 'done') response.end(text, 'latin1');
    else if (text !== '') response.write(text, 'latin1');
    else if (due.head) response.flushHeaders();
    if (due.end === 'cut') request.socket.destroySoon();
  };
}

function plainText(bodies: readonly Uint8Array[]): string {
  let text = '';
  for (const bytes of bodies) text += latin1(bytes);
  return text;
}

function chunkedText(due: DueParts): string {
  let text = '';
  for (const bytes of due.bodies) {
    if (bytes.length > 0) text += `${bytes.length.toString(16)}\r\n${latin1(bytes)}\r\n`;
  }
  return due.end === 'done' ? `${text}0\r\n\r\n` : text;
}

/** One character per byte. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
