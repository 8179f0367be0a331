// `npm run …` that is told to end takes its shell along, but not what the shell runs: that would go on without a parent.
const EVERY_MS = 500;

/** Ends this process, as by SIGTERM, when the one that started it is gone. Only under npm: elsewhere a command may outlive its shell. */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, EVERY_MS);
  watch.unref();
}
