import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DueParts } from './answer-driver.ts';
import { framingHeader } from './framing.ts';

/** Headers that every answer of the server gets besides the service's own (CORS). */
export type ExtraHeaders = readonly string[];

/**
 * Writes an answer to a client as its parts become due. What is due together goes out in one write.
 * `extra`: names and values in turn, as Node takes them.
 */
export function writeParts(
  request: IncomingMessage,
  response: ServerResponse,
  due: DueParts,
  extra: ExtraHeaders,
): void {
  if (response.destroyed) return;
  if (due.end === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const whole = due.head !== null && due.end === 'done';
  if (due.head) writeHead(response, due.head, extra);
  if (whole && due.bodies.length <= 1) {
    response.end(due.bodies[0]);
    return;
  }
  const { socket } = response;
  socket?.cork();
  if (due.bodies.length > 0) writeBodies(response, due.bodies);
  else if (due.head) response.flushHeaders();
  if (due.end === 'done') response.end();
  socket?.uncork();
  if (due.end === 'cut') request.socket.destroySoon();
}

/** Several parts in one piece. Node loses what was written after the first part if `end` comes before `uncork`. */
function writeBodies(response: ServerResponse, bodies: readonly Uint8Array[]): void {
  response.cork();
  for (const bytes of bodies) if (bytes.length > 0) response.write(bytes);
  response.uncork();
}

function writeHead(response: ServerResponse, plan: NonNullable<DueParts['head']>, extra: ExtraHeaders): void {
  const { status, headers } = plan.head;
  const flat: string[] = [];
  for (const [name, value] of headers) flat.push(name, value);
  const framing = framingHeader(plan);
  if (framing) flat.push(framing[0], framing[1]);
  for (const part of extra) flat.push(part);
  response.writeHead(status, flat);
}
