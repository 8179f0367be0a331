// Loaded before a command (node --import): ends it when the process that started it is gone, whatever ended that one.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone keeps no command running.
  process.channel.unref();
}
