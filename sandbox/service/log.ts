import type { ServiceEvent } from '../trace/event.ts';

/** The last events of a service, for doors that show them; older ones fall out. */
export interface EventLog {
  /** Takes an event: hand it to `createService` as `emit`. */
  readonly emit: (event: ServiceEvent) => void;
  /** What is remembered, oldest first. */
  entries(): readonly ServiceEvent[];
  /** Forgets everything. */
  clear(): void;
}

/** Creates a log that remembers the last `capacity` events (at least 1). */
export function createEventLog(capacity = 10_000): EventLog {
  const ring: ServiceEvent[] = [];
  let next = 0;
  return {
    emit(event) {
      if (ring.length < capacity) ring.push(event);
      else ring[next] = event;
      next = (next + 1) % capacity;
    },
    clear() {
      ring.length = 0;
      next = 0;
    },
    entries: () => (ring.length < capacity ? [...ring] : [...ring.slice(next), ...ring.slice(0, next)]),
  };
}
