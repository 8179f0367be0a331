// @ts-nocheck: it runs in the lab and in Node.
// The order of ticks, promises, timers and immediates, and what they are given.
import { setInterval as every, setTimeout as sleep, setImmediate as soon } from 'node:timers/promises';

const log: string[] = [];
setTimeout(() => {
  log.push('t0a');
  process.nextTick(() => log.push('tick in t0a'));
  Promise.resolve().then(() => log.push('micro in t0a'));
}, 0);
setTimeout(() => log.push('t0b'), 0);
process.nextTick((text: string) => log.push(text), 'tick1');
Promise.resolve().then(() => {
  log.push('micro1');
  process.nextTick(() => log.push('tick from micro'));
  queueMicrotask(() => log.push('micro2'));
});
queueMicrotask(() => log.push('qm'));
setTimeout(() => log.push('t50'), 50);
setTimeout(() => log.push('t40'), 40);
const never = setTimeout(() => log.push('NEVER'), 10);
clearTimeout(never);
const unrefed = setTimeout(() => log.push('NEVER'), 100_000).unref();
console.log(unrefed.hasRef(), typeof unrefed[Symbol.toPrimitive](), setTimeout(() => {}, 1).hasRef());
let ticks = 0;
const interval = setInterval(
  (by: number) => {
    ticks += by;
    if (ticks === 6) clearInterval(interval);
  },
  5,
  2,
);
await sleep(120);
console.log(log.join(' > '), ticks);
console.log(await sleep(1, 'wert'), await soon('gleich'));
let rounds = 0;
for await (const value of every(5, 'takt')) {
  rounds++;
  if (rounds === 3) {
    console.log(value, rounds);
    break;
  }
}
const aborted = new AbortController();
setTimeout(() => aborted.abort(), 5);
try {
  await sleep(1_000, null, { signal: aborted.signal });
} catch (error) {
  console.log((error as Error).name, (error as { code?: string }).code);
}
const timeout = AbortSignal.timeout(10);
await new Promise((resolve) => {
  timeout.addEventListener('abort', resolve);
  setTimeout(() => {}, 50);
});
console.log(timeout.reason.name, timeout.reason.message);
try {
  setTimeout('text' as unknown as () => void, 1);
} catch (error) {
  console.log((error as { code?: string }).code, (error as Error).message);
}
const { port1, port2 } = new MessageChannel();
port1.onmessage = (event) => {
  console.log('port', event.data);
  port1.close();
};
port2.postMessage({ a: [1] });
setImmediate(() => {
  log.length = 0;
  setImmediate(() => log.push('imm2'));
  process.nextTick(() => log.push('tick'));
  setTimeout(() => console.log(log.join(' > ')), 20);
});
// The synchronous sleep of Node: nothing else runs meanwhile.
let ran = false;
setTimeout(() => {
  ran = true;
}, 1);
const before = performance.now();
console.log(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50), ran, performance.now() - before >= 49);
await sleep(2);
console.log(ran);
process.on('beforeExit', () => {
  if (rounds++ === 3) setTimeout(() => console.log('noch einmal'), 1);
});
process.on('exit', (code) => console.log('exit', code));
process.exitCode = 0;
