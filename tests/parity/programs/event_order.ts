// The order of ticks, promises, timers and immediates.
// (A timer of 0 and an immediate of the main program come in either order in Node, too.)
setTimeout(() => console.log('timeout 40'), 40);
setTimeout(() => console.log('timeout 20'), 20);
setImmediate(() => {
  console.log('immediate');
  setTimeout(() => console.log('timeout 0'), 0);
  setImmediate(() => console.log('immediate in immediate'));
  process.nextTick(() => console.log('nextTick in immediate'));
});
process.nextTick(() => console.log('nextTick'));
queueMicrotask(() => console.log('microtask'));
Promise.resolve().then(() => console.log('promise'));
await new Promise((resolve) => setTimeout(resolve, 80));
console.log('end');
