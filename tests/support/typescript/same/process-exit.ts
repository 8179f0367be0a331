// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
process.on('exit', () => {
  Promise.resolve().then(() => console.log('nie'));
  console.log('exit');
});
setTimeout(() => process.exit(), 5);
