import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

test.each([
  ['takes then from all promises', 'Reflect.deleteProperty(Promise.prototype, "then");'],
  ['lets then do nothing', 'Promise.prototype.then = (() => {}) as never;'],
  ['lets then throw', "Promise.prototype.then = () => { throw new Error('kaputt'); };"],
  ['takes resolve from Promise', 'Promise.resolve = undefined as never;'],
])('a program that %s goes on, as in Node', async (_what, breaking) => {
  const source = `console.log('a');
${breaking}
setTimeout(async () => {
  await null;
  console.log('c');
  console.log(await new Blob(['d']).text());
}, 5);
console.log('b');`;
  const { outcome, lines } = await runProgram(source);
  expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
  expect(lines).toEqual(['a', 'b', 'c', 'd']);
});
