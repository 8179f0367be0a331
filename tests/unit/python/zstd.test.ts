import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zstdDecoderCode } from '../../../sandbox/runtimes/python/build/zstd-decoder.ts';
import { unpackZstd } from '../../../sandbox/runtimes/python/zstd.ts';

const decoder = await WebAssembly.compile(await zstdDecoderCode());
const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);

test('what the build packs is unpacked without DecompressionStream', () => {
  expect(unpackZstd(decoder, zstdCompressSync(content), content.length)).toEqual(content);
});

test('what is broken or of another size is refused', () => {
  const packed = zstdCompressSync(content);
  expect(() => unpackZstd(decoder, packed.subarray(0, -9), content.length)).toThrow('Failed to unpack');
  expect(() => unpackZstd(decoder, packed, content.length + 1)).toThrow('Failed to unpack');
});

test('the decoder is the same however often one process makes the assets', async () => {
  expect(await zstdDecoderCode()).toBe(await zstdDecoderCode());
});
