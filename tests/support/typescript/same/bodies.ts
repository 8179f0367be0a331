// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
const addresses = [
  'data:text/plain,hallo',
  'data:application/json;base64,eyJhIjoxfQ==',
  'data:,a%20b%23#weg',
  'data:;charset=utf-8,%C3%BC-ü',
  'data:TEXT/HTML;charset=utf-8;x,<p>',
  'data:unsinn,x',
  'data:text/plain,',
  'data:text/plain',
  'data:;base64,***',
];
for (const address of addresses) {
  try {
    const response = await fetch(address);
    const { status, statusText, ok, type, url } = response;
    console.log(status, statusText, ok, type, url, [...response.headers], await response.text());
  } catch (error) {
    console.log(error.name, error.message, error.cause?.message);
  }
}
console.log([await (await fetch('data:,x', { method: 'HEAD' })).text()]);
await fetch('data:,x', { signal: AbortSignal.abort() }).catch((error) => console.log(error.name));

const cancelled = new Response('abc');
const reader = cancelled.body.getReader();
console.log(cancelled.bodyUsed);
await reader.cancel();
console.log(cancelled.bodyUsed);
await cancelled.text().catch((error) => console.log(error.name));
const arrived = await fetch('data:,abc');
await arrived.body.cancel();
console.log(arrived.bodyUsed);
const request = new Request('http://localhost/', { method: 'POST', body: 'abc' });
await request.body.cancel();
console.log(request.bodyUsed);
const untouched = new Response('abc');
untouched.body.getReader().releaseLock();
console.log(untouched.bodyUsed, await untouched.text());
