import { ZSTDDecoder } from 'zstddec';

let reading: Promise<Uint8Array<ArrayBuffer>> | undefined;

/**
 * The WebAssembly code inside the package zstddec. It carries it as text and fetches it from a data: URL, which the page's
 * policy forbids; here that address is read instead. The package fetches once per process.
 */
export function zstdDecoderCode(): Promise<Uint8Array<ArrayBuffer>> {
  reading ??= readCode();
  return reading;
}

async function readCode(): Promise<Uint8Array<ArrayBuffer>> {
  const original = globalThis.fetch;
  const asked: string[] = [];
  globalThis.fetch = (input) => {
    asked.push(String(input));
    return original(input);
  };
  try {
    await new ZSTDDecoder().init();
  } finally {
    globalThis.fetch = original;
  }
  const [address] = asked;
  if (address === undefined) throw new Error('Failed to read the decoder: zstddec has not fetched its code.');
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
}
