import type { IncomingMessage, ServerResponse } from 'node:http';

/** One of the server's addresses, and what is there. */
interface Place {
  readonly path: string;
  readonly text: string;
}

const TITLE = 'Wartezeit: ein Mock der OpenAI-API';

/** Whether a path is the server's own and not the API's: what it says of itself, and the lab's addresses. */
export function isOwnAddress(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return path === '/' || path === '/favicon.ico' || path === '/lab' || path.startsWith('/lab/');
}

/**
 * Answers `GET /`: what this server is and where things are, as a page for browsers, else as text. A browser also asks for
 * an icon on its own; there is none. False for every other request.
 */
export function answerWelcome(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = (request.url ?? '').split('?', 1)[0];
  if (path === '/favicon.ico') {
    response.writeHead(404).end();
    return true;
  }
  if (path !== '/') return false;
  const html = /\btext\/html\b/iu.test(request.headers.accept ?? '');
  const body = (html ? asPage : asText)(placesAt(`http://127.0.0.1:${request.socket.localPort}`));
  response.writeHead(200, {
    'content-type': `text/${html ? 'html' : 'plain'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'access-control-allow-origin': '*',
    vary: 'accept',
  });
  response.end(body);
  return true;
}

function placesAt(address: string): readonly Place[] {
  return [
    { path: '/v1', text: `die API: OPENAI_BASE_URL=${address}/v1, als Schlüssel alles außer sk-falsch` },
    { path: '/openai', text: `wie Azure: AZURE_OPENAI_ENDPOINT=${address}, Deployments heißen wie die Modelle` },
    { path: '/lab/log', text: 'was der Dienst erlebt hat' },
    { path: '/lab/conditions', text: 'die Bedingungen; PUT ändert sie, etwa mit {"preset": "rate-limit"}' },
  ];
}

function asText(places: readonly Place[]): string {
  return [TITLE, '', ...places.map(({ path, text }) => `${path.padEnd(18)}${text}`), ''].join('\n');
}

function asPage(places: readonly Place[]): string {
  const rows = places.map(
    ({ path, text }) => `<dt>${path.startsWith('/lab') ? link(path) : path}</dt><dd>${text}</dd>`,
  );
  return `<!doctype html>
<html lang="de">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${TITLE}</title>
<style>body { font: 1rem/1.5 system-ui; max-width: 48rem; margin: 2rem auto; padding: 0 1rem } dt { font-weight: 600 }</style>
<h1>${TITLE}</h1>
<dl>${rows.join('')}</dl>
</html>
`;
}

function link(path: string): string {
  return `<a href="${path}">${path}</a>`;
}
