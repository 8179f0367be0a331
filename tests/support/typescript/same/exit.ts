// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
process.on('exit', (code) => {
  console.log('exit', code);
  Promise.resolve()
    .then(() => console.log('Promise-Job'))
    .then(() => console.log('noch einer'));
  process.nextTick(() => console.log('nie'));
  setTimeout(() => console.log('nie'), 0);
  setImmediate(() => console.log('nie'));
  queueMicrotask(() => console.log('Microtask'));
});
process.on('exit', () => console.log('zweiter'));
