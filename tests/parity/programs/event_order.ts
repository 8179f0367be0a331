// The order of ticks, promises, timers and immediates.
setTimeout(() => console.log('timeout 0'), 0);
setTimeout(() => console.log('timeout 20'), 20);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('nextTick'));
queueMicrotask(() => console.log('microtask'));
Promise.resolve().then(() => console.log('promise'));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log('end');
