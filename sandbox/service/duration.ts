/**
 * A duration as Go prints it, the way the API writes `x-ratelimit-reset-*` and the waits in error messages: `17ms`, `1s`,
 * `10.384s`, `6m0s`, `1h0m0s`. Takes whole milliseconds.
 */
export function goDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  if (milliseconds < 1_000) return `${milliseconds}ms`;
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor((milliseconds % 3_600_000) / 60_000);
  const seconds = `${(milliseconds % 60_000) / 1_000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
