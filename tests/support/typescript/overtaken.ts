// @ts-nocheck: it runs in the lab, whose globals are those of Node.
// A program that checks whether the clock jumps over work that is still under way: each piece of work takes a moment, and a
// timer of 1,000 ms must not fire before it has ended. It is never imported: tests run its text.
const ROUNDS = Number(process.env['ROUNDS'] ?? '100');
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const big = 'x'.repeat(100_000);
const text = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();
const source = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"a":1}'));
      controller.close();
    },
  });
const form = (): FormData => {
  const made = new FormData();
  made.append('datei', new Blob(['inhalt']), 'x.txt');
  return made;
};
const url = 'https://api.openai.com/v1/models';
const headers = { authorization: 'Bearer sk-x' };

const works: Record<string, () => Promise<unknown>> = {
  'await in a row': async () => {
    for (let i = 0; i < 100; i++) await null;
  },
  queueMicrotask: () => new Promise<void>((resolve) => queueMicrotask(resolve)),
  'Response of text': () => new Response('{"a":1}').json(),
  'Response of bytes': () => new Response(new Uint8Array(200_000)).arrayBuffer(),
  'Response of a stream': () => new Response(source()).json(),
  'Response.clone': () => new Response(source()).clone().text(),
  'Response.blob': async () => (await new Response('abc').blob()).text(),
  'Response.formData': async () => new Response(await new Response(form()).blob()).text(),
  'multipart there and back': () => new Response(form()).formData(),
  'Request.clone': () => new Request('http://lab/', { method: 'POST', body: 'abc' }).clone().text(),
  'Request.json': () => new Request('http://lab/', { method: 'POST', body: '[1]' }).json(),
  'Blob.text': () => new Blob(['abc']).text(),
  'Blob.arrayBuffer': () => new Blob([big]).arrayBuffer(),
  'Blob.stream': () => text(new Blob([big]).stream()),
  'Blob in a Response': () => new Response(new Blob([big])).text(),
  'crypto.subtle.digest': () => crypto.subtle.digest('SHA-256', new Uint8Array(200_000)),
  'crypto.subtle.generateKey': () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']),
  'crypto.subtle.importKey': () =>
    crypto.subtle.importKey('raw', new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  'WebAssembly.compile': () => WebAssembly.compile(WASM),
  'WebAssembly.instantiate': () => WebAssembly.instantiate(WASM, {}),
  'a stream read by hand': () => source().getReader().read(),
  'a stream in for await': async () => {
    for await (const chunk of source()) if (chunk.length === 0) return;
  },
  'ReadableStream.from': () => text(ReadableStream.from([new Uint8Array(1)])),
  tee: async () => {
    const [one, other] = source().tee();
    return Promise.all([text(one), text(other)]);
  },
  TransformStream: () => text(source().pipeThrough(new TransformStream())),
  'TextDecoderStream and back': () =>
    text(source().pipeThrough(new TextDecoderStream()).pipeThrough(new TextEncoderStream())),
  pipeTo: () => source().pipeTo(new WritableStream({ write() {} })),
  'gzip and back': () =>
    text(
      new Response(big).body?.pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip')) ??
        source(),
    ),
  'import()': () => import('p-limit'),
  'import() of Node': () => import('node:timers/promises'),
  MessageChannel: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage({ a: 1 });
    }),
  structuredClone: async () => structuredClone({ a: [1] }),
  setImmediate: () => new Promise<void>((resolve) => setImmediate(resolve)),
  'process.nextTick': () => new Promise<void>((resolve) => process.nextTick(resolve)),
  'AbortSignal.timeout': () =>
    new Promise((resolve) => {
      setTimeout(() => {}, 5);
      AbortSignal.timeout(1).addEventListener('abort', resolve);
    }),
  'a request': async () => (await fetch(url, { headers })).json(),
  'a request read as stream': async () => text((await fetch(url, { headers })).body ?? source()),
  'a request cloned': async () => (await fetch(url, { headers })).clone().text(),
  'an unhandled rejection': () =>
    new Promise((resolve) => {
      process.once('unhandledRejection', resolve);
      Promise.reject(new Error('niemand'));
    }),
};

for (const [name, work] of Object.entries(works)) {
  let overtaken = 0;
  let slowest = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let fired = false;
    const timer = setTimeout(() => {
      fired = true;
    }, 1_000);
    const signal = AbortSignal.timeout(1_000);
    const start = performance.now();
    await work();
    slowest = Math.max(slowest, performance.now() - start);
    if (fired || signal.aborted) overtaken++;
    clearTimeout(timer);
  }
  console.log(
    `${overtaken === 0 ? 'gut' : 'ÜBERHOLT'} ${name}: ${overtaken} von ${ROUNDS}, höchstens ${slowest.toFixed(0)} ms`,
  );
}
