/**
 * Source of a worker that finds out, for each API of the platform that programs keep, whether its promises settle by promise
 * jobs alone. It posts `{ name: 'jobs' | 'task' }`.
 */
export const settlingWorker = `
const bytes = () => new TextEncoder().encode('abc');
const source = () => new ReadableStream({ start(c) { c.enqueue(bytes()); c.enqueue(bytes()); c.close(); } });
const pulled = () => { let n = 3; return new ReadableStream({ async pull(c) { await null; n-- > 0 ? c.enqueue(bytes()) : c.close(); } }); };
const drain = async (stream) => { const reader = stream.getReader(); while (!(await reader.read()).done); };
const works = {
  'ReadableStream of JavaScript': () => drain(source()),
  'ReadableStream by pull': () => drain(pulled()),
  'byte stream': () => { const s = new ReadableStream({ type: 'bytes', pull(c) { c.enqueue(bytes()); } }); return s.getReader({ mode: 'byob' }).read(new Uint8Array(2)); },
  tee: () => { const [a, b] = pulled().tee(); return Promise.all([drain(a), drain(b)]); },
  cancel: () => pulled().cancel(),
  'closed of a reader': () => { const r = source().getReader(); r.read(); r.read(); r.read(); return r.closed; },
  TransformStream: () => drain(pulled().pipeThrough(new TransformStream())),
  TextDecoderStream: () => drain(pulled().pipeThrough(new TextDecoderStream())),
  TextEncoderStream: () => drain(pulled().pipeThrough(new TextDecoderStream()).pipeThrough(new TextEncoderStream())),
  CompressionStream: () => drain(pulled().pipeThrough(new CompressionStream('gzip'))),
  DecompressionStream: () => drain(pulled().pipeThrough(new CompressionStream('deflate')).pipeThrough(new DecompressionStream('deflate'))),
  pipeTo: () => pulled().pipeTo(new WritableStream({ write() {} })),
  'ready of a writer': () => new WritableStream().getWriter().ready,
  'write and close': async () => { const w = new WritableStream({ async write() {} }).getWriter(); await w.write(1); await w.close(); },
  queueMicrotask: () => new Promise((resolve) => queueMicrotask(resolve)),
  AbortController: () => new Promise((resolve) => { const c = new AbortController(); c.signal.onabort = resolve; c.abort(); }),
  'AbortSignal.any': () => new Promise((resolve) => { const c = new AbortController(); AbortSignal.any([c.signal]).onabort = resolve; c.abort(); }),
  'Array.fromAsync': () => Array.fromAsync ? Array.fromAsync([1, 2]) : null,
  'control: Blob.text': () => new Blob(['x']).text(),
};
const classify = async (work) => {
  let settled = false;
  Promise.resolve(work()).then(() => { settled = true; });
  for (let job = 0; job < 5000 && !settled; job++) await null;
  if (settled) return 'jobs';
  await new Promise((resolve) => setTimeout(resolve, 200));
  return settled ? 'task' : 'never';
};
const found = {};
for (const [name, work] of Object.entries(works)) {
  const kinds = new Set();
  for (let round = 0; round < 5; round++) kinds.add(await classify(work));
  found[name] = [...kinds].sort().join(' ');
}
postMessage(found);
`;
