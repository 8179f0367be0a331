// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
// Bytes and texts as the examples of the official clients turn them into each other.
import { btoa as encode, Buffer as Imported } from 'node:buffer';
import other from 'buffer';

const text = 'Grüße, 世界 🌍';
for (const encoding of ['utf8', 'base64', 'base64url', 'hex', 'latin1', 'utf16le', 'BASE64URL']) {
  const written = Buffer.from(text).toString(encoding);
  console.log(encoding, written, Buffer.from(written, encoding).length, Buffer.isEncoding(encoding));
}
console.log(Imported === Buffer, other.Buffer === Buffer, encode('a'), typeof globalThis.Buffer);
console.log(
  Buffer.from('aGFsbG8', 'base64').toString(),
  Buffer.from('-_-_', 'base64url'),
  Buffer.byteLength('aGFsbG8', 'base64url'),
);
console.log(Buffer.from(text), Buffer.alloc(3), Buffer.alloc(60), [Buffer.from('x')], Buffer.from([1, 2, 300]));
console.log(
  Buffer.concat([Buffer.from('a'), new Uint8Array([98])]).toString(),
  Buffer.compare(Buffer.from('a'), Buffer.from('b')),
);
console.log(
  JSON.stringify(Buffer.from('ab')),
  Buffer.isBuffer(new Uint8Array(1)),
  Buffer.from('ab') instanceof Uint8Array,
);
console.log(
  Buffer.from('abc').subarray(1).toString(),
  Buffer.from('abc').equals(Buffer.from('abc')),
  String(Buffer.from('é')),
);
const numbers = new Float32Array([0.5, -1, 3.25]);
const embedded = Buffer.from(numbers.buffer).toString('base64');
const bytes = Buffer.from(embedded, 'base64');
console.log(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), bytes.readFloatLE(4));
const out = Buffer.alloc(8);
console.log(out.write('aGk', 'base64url'), out.write('xy', 4), out, out.toString('utf8', 4, 6));
