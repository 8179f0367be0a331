import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorFields, errorOfStatus } from '../service/api-error.ts';
import type { BodyPart, DueParts } from './answer-driver.ts';
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
  // HTTP/1.0 knows no chunks; an answer without a length lasts until the connection ends.
  const endsWithConnection = request.httpVersion === '1.0';

  function writeHead(plan: NonNullable<DueParts['head']>, bodies: readonly BodyPart[]): void {
    const flat: string[] = [];
    for (const [name, value] of plan.head.headers) flat.push(name, value);
    const framing = framingHeader(plan, { parts: bodies.length, bytes: bytesOf(bodies) });
    if (framing && !(endsWithConnection && framing[0] === 'transfer-encoding')) flat.push(framing[0], framing[1]);
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
    if (due.end === 'failed') {
      answerFailure(response);
      return;
    }
    if (due.head) writeHead(due.head, due.bodies);
    const [only] = due.bodies;
    const written = typeof only === 'string' && due.bodies.length === 1 && !chunked;
    const text = written ? only : chunked ? chunkedText(due) : plainText(due.bodies);
    const encoding = written ? 'utf8' : 'latin1';
    if (due.end === 'done') response.end(text, encoding);
    else if (text !== '') response.write(text, encoding);
    else if (due.head) response.flushHeaders();
    if (due.end === 'cut') request.socket.destroySoon();
  };
}

const SERVER_ERROR = JSON.stringify({ error: errorFields(errorOfStatus(500)) });

/** The API's 500 for a failure of the service itself; an answer that has begun is cut off. */
export function answerFailure(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(500, { 'content-type': 'application/json' });
  response.end(SERVER_ERROR);
}

/** What is due together as one HTTP chunk: how a stream is cut into chunks means nothing to its reader. */
function chunkedText(due: DueParts): string {
  const text = plainText(due.bodies);
  const chunk = text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`;
  return due.end === 'done' ? `${chunk}0\r\n\r\n` : chunk;
}

/** Several parts are put together here before they become one string; answers are written one after the other. */
const workbench = Buffer.allocUnsafe(262_144);

/** All parts, one character per byte. */
function plainText(bodies: readonly BodyPart[]): string {
  const [only] = bodies;
  if (bodies.length === 1 && only !== undefined) return asBuffer(only).toString('latin1');
  const length = bytesOf(bodies);
  const room = length <= workbench.length ? workbench : Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of bodies) {
    if (typeof part === 'string') {
      at += room.write(part, at, 'utf8');
    } else {
      room.set(part, at);
      at += part.length;
    }
  }
  return room.toString('latin1', 0, length);
}

function asBuffer(part: BodyPart): Buffer {
  return typeof part === 'string' ? Buffer.from(part) : Buffer.from(part.buffer, part.byteOffset, part.byteLength);
}

function bytesOf(bodies: readonly BodyPart[]): number {
  let sum = 0;
  for (const part of bodies) sum += typeof part === 'string' ? Buffer.byteLength(part) : part.length;
  return sum;
}
