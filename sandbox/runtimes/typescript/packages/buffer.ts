import { Buffer } from 'buffer/index.js';

// `node:buffer`: the package of that name, and what it lacks of Node's.

const BASE64_URL = 'base64url';
const SHOWN_BYTES = 50;

function isBase64Url(encoding: unknown): boolean {
  return typeof encoding === 'string' && encoding.toLowerCase() === BASE64_URL;
}

/** The package's decoder of base64 takes both alphabets, as Node's does. */
const decodable = (encoding: unknown): unknown => (isBase64Url(encoding) ? 'base64' : encoding);

function replace(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, configurable: true });
}

function readBase64Url(): void {
  const { from, isEncoding, byteLength } = Buffer;
  const { write } = Buffer.prototype;
  replace(Buffer, 'from', (value: unknown, encoding?: unknown, length?: unknown) =>
    Reflect.apply(from, Buffer, [value, decodable(encoding), length]),
  );
  replace(Buffer, 'byteLength', (value: unknown, encoding?: unknown) =>
    Reflect.apply(byteLength, Buffer, [value, decodable(encoding)]),
  );
  replace(Buffer, 'isEncoding', (encoding: string) => isBase64Url(encoding) || isEncoding(encoding));
  replace(Buffer.prototype, 'write', function (this: Buffer, text: string, ...rest: unknown[]): number {
    return Reflect.apply(write, this, [text, ...rest.map(decodable)]);
  });
}

function writeBase64Url(): void {
  const original = Buffer.prototype.toString;
  replace(Buffer.prototype, 'toString', function (this: Buffer, ...args: Parameters<typeof original>): string {
    if (!isBase64Url(args[0])) return Reflect.apply(original, this, args);
    const text = original.call(this, 'base64', args[1], args[2]);
    return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  });
}

/** `<Buffer 68 61 6c 6c 6f>` */
function inspectBuffer(this: Buffer): string {
  const hex = Array.from(this.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0'));
  const left = this.length - SHOWN_BYTES;
  if (left > 0) hex.push('...', `${left} more byte${left > 1 ? 's' : ''}`);
  return `<${['Buffer', ...hex].join(' ')}>`;
}

readBase64Url();
writeBase64Url();
replace(Buffer.prototype, Symbol.for('nodejs.util.inspect.custom'), inspectBuffer);

const { atob, btoa, Blob, File } = globalThis;

export { atob, Blob, Buffer, btoa, File };
export default { atob, Blob, Buffer, btoa, File };
