/** Lets `event.timeStamp` read the laboratory's clock: the time at which it is first read. */
export function installEventTime(eventPrototype: object, now: () => number): void {
  const times = new WeakMap<object, number>();
  Object.defineProperty(eventPrototype, 'timeStamp', {
    configurable: true,
    get(this: object): number {
      const time = times.get(this) ?? now();
      times.set(this, time);
      return time;
    },
  });
}
