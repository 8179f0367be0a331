import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { corsHeaders } from './http-server-cors.ts';

/** Answers a body over the limit with 413. */
export function refuseTooLarge(request: IncomingMessage, response: ServerResponse, limit: number): void {
  refuse(request, response, 413, `Request body too large: the limit is ${limit} bytes.`);
  // What still comes is read and dropped, so that the client gets to see the answer.
  request.resume();
}

/** Answers a request of HTTP/1.1 that names no host, as every such request must. */
export function refuseWithoutHost(request: IncomingMessage, response: ServerResponse): void {
  refuse(request, response, 400, "Malformed HTTP request: the header 'Host' is missing.");
  request.resume();
}

/** Answers `Expect:` with anything but `100-continue`. */
export function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
  refuse(request, response, 417, `Unsupported expectation: '${request.headers.expect ?? ''}'.`);
  request.resume();
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  const cors = corsHeaders(request, 'alle');
  response.writeHead(status, ['content-type', 'application/json', 'connection', 'close', ...cors]);
  response.end(errorBody(message));
}

/** This server is no proxy: `CONNECT` is told so. */
export function refuseTunnel(request: IncomingMessage, socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  const message = `Not allowed to CONNECT to ${request.url ?? ''}: this is the mock API itself, not a proxy. Use its address as the base URL.`;
  endWith(socket, '405 Method Not Allowed', message);
}

/** What is not HTTP gets an answer if its sender still listens; other connections are not touched. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable || answersAlready(socket)) {
    socket.destroy();
    return;
  }
  const { status, message } = MALFORMED.get(error.code ?? '') ?? {};
  endWith(socket, status ?? '400 Bad Request', message ?? `Malformed HTTP request: ${error.message}`);
}

/** What the parser's codes stand for, where its own words or 400 say too little. */
const MALFORMED: ReadonlyMap<string, { readonly status?: string; readonly message?: string }> = new Map([
  ['HPE_HEADER_OVERFLOW', { status: '431 Request Header Fields Too Large' }],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: '413 Payload Too Large' }],
  ['HPE_INVALID_EOF_STATE', { message: 'Malformed HTTP request: it ended before it was complete.' }],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: '408 Request Timeout', message: 'The request was not sent completely in time.' },
  ],
]);

/** Whether the head of an answer has gone out already: another one in its middle would be taken for its body. */
function answersAlready(socket: Duplex): boolean {
  // Node's own handler looks here; there is no public way.
  const answer: unknown = Reflect.get(socket, '_httpMessage');
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'headersSent') === true;
}

function endWith(socket: Duplex, status: string, message: string): void {
  const text = errorBody(message);
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}

function errorBody(message: string): string {
  return JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } });
}
