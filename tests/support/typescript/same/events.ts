// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
import events, { EventEmitter } from 'node:events';

const emitter = new EventEmitter();
for (const args of [['Text'], [{ a: 1 }], [], [new RangeError('eigener')]]) {
  try {
    emitter.emit('error', ...args);
  } catch (error) {
    console.log(error.name, error.code, error.message, error.context);
  }
}
console.log(emitter.getMaxListeners(), EventEmitter.defaultMaxListeners, emitter.setMaxListeners(3).getMaxListeners());
for (const wrong of [-1, NaN, 'drei']) {
  try {
    emitter.setMaxListeners(wrong);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}

const second = () => console.log('zweiter');
emitter.on('ruf', second);
emitter.prependOnceListener('ruf', (value) => console.log('erster', value));
const [wrapper, plain] = emitter.rawListeners('ruf');
console.log(
  wrapper === emitter.listeners('ruf')[0],
  wrapper.listener === emitter.listeners('ruf')[0],
  plain === second,
);
console.log(emitter.emit('ruf', 1), emitter.emit('ruf', 2), emitter.listenerCount('ruf'));
emitter.once('ruf', second);
emitter.rawListeners('ruf')[1]();
console.log(emitter.listenerCount('ruf'), emitter.rawListeners('nie'));
try {
  emitter.prependOnceListener('ruf', 3);
} catch (error) {
  console.log(error.code, error.message);
}
console.log(events.EventEmitter === EventEmitter, typeof events.once);
