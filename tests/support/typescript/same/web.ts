// @ts-nocheck: it runs in the lab and in Node.
// Bodies, streams and their errors.
const show = async (name: string, work: () => unknown): Promise<void> => {
  try {
    console.log(name, await work());
  } catch (error) {
    console.log(name, (error as Error).constructor.name, (error as Error).message);
  }
};
const stream = (...parts: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
await show('text', () => new Response('ä€').text());
await show('json', () => new Response('{"a":[1]}').json());
await show('bad json', () => new Response('{').json().catch((error: Error) => error.name));
await show('bytes', async () => [...(await new Response('ab').bytes())]);
await show('buffer', async () => (await new Response(stream('a', 'b')).arrayBuffer()).byteLength);
await show('type', () => new Response('x').headers.get('content-type'));
await show('form type', () => new Response(new URLSearchParams('a=1')).headers.get('content-type'));
await show('form', async () => [...(await new Response(new URLSearchParams('a=1&b=2')).formData())]);
await show('multipart', async () => {
  const form = new FormData();
  form.append('a', 'zeile\nzwei');
  form.append('datei', new Blob(['inhalt'], { type: 'text/plain' }), 'ä".txt');
  const back = await new Response(form).formData();
  const file = back.get('datei') as File;
  return [back.get('a'), file.name, file.type, await file.text()];
});
await show('used', async () => {
  const response = new Response('x');
  const before = response.bodyUsed;
  await response.text();
  return [before, response.bodyUsed];
});
await show('twice', async () => {
  const response = new Response('x');
  await response.text();
  return response.text();
});
await show('clone', async () => {
  const response = new Response(stream('a', 'b'), { status: 201, headers: { x: 'y' } });
  const copy = response.clone();
  return [await response.text(), await copy.text(), copy.status, copy.headers.get('x')];
});
await show('clone used', async () => {
  const response = new Response('x');
  await response.text();
  return response.clone();
});
await show('stream', async () => {
  const parts: string[] = [];
  for await (const part of new Response(stream('a', 'b')).body ?? []) parts.push(new TextDecoder().decode(part));
  return parts;
});
await show('Response.json', async () => {
  const response = Response.json({ a: 1 }, { status: 202 });
  return [response.headers.get('content-type'), response.status, response.ok, await response.text()];
});
await show('redirect', () => {
  const response = Response.redirect('https://example.org/x', 301);
  return [response.status, response.headers.get('location')];
});
await show('null body', () => new Response(null).body);
await show('204 with body', () => new Response('x', { status: 204 }).status);
await show('status 99', () => new Response('x', { status: 99 }).status);
await show('Request', async () => {
  const request = new Request('https://example.org/a?b#c', { method: 'post', body: '{}', headers: { 'X-A': '1' } });
  return [request.url, request.method, request.headers.get('x-a'), await request.clone().text(), request.bodyUsed];
});
await show('Request of a Request', async () => {
  const first = new Request('https://example.org/', { method: 'PUT', body: 'x' });
  const second = new Request(first, { headers: { a: 'b' } });
  return [second.method, await second.text(), first.bodyUsed, second.headers.get('a')];
});
await show('GET with body', () => new Request('https://example.org/', { body: 'x' }));
await show('bad URL', () => new Request('/relativ'));
await show('fetch bad URL', () => fetch('/relativ'));
await show('fetch aborted', () => fetch('https://example.org/', { signal: AbortSignal.abort() }));
await show('fetch bad scheme', async () => {
  try {
    await fetch('ftp://example.org/');
  } catch (error) {
    return [(error as Error).message, ((error as Error).cause as Error).message];
  }
});
await show('blob', async () => {
  const blob = await new Response('abc', { headers: { 'content-type': 'text/plain' } }).blob();
  return [blob.size, blob.type, await blob.slice(1).text()];
});
await show('gzip', async () => {
  const packed = new Response('lang '.repeat(100)).body?.pipeThrough(new CompressionStream('gzip'));
  return (await new Response(packed?.pipeThrough(new DecompressionStream('gzip'))).text()).length;
});
await show('from', async () => await Array.fromAsync(ReadableStream.from([1, 2, 3])));
await show('digest', async () => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc'));
  return Array.from(new Uint8Array(digest).slice(0, 4));
});
await show('class names', () => [Response.name, Request.name, fetch.name, String(new Response()), fetch.length]);
