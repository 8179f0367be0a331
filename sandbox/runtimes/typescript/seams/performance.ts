interface Entry {
  readonly name: string;
  readonly entryType: 'mark' | 'measure';
  readonly startTime: number;
  readonly duration: number;
  readonly detail: unknown;
}

interface MarkOptions {
  readonly startTime?: number;
  readonly detail?: unknown;
}

interface MeasureOptions {
  readonly start?: string | number;
  readonly end?: string | number;
  readonly duration?: number;
  readonly detail?: unknown;
}

/**
 * `performance` on the laboratory's clock.
 *
 * @param now milliseconds since the start of the run
 * @param timeOrigin wall-clock time of the start, ms since 1970
 */
export function createPerformance(now: () => number, timeOrigin: number) {
  let entries: Entry[] = [];
  const timeOf = (mark: string | number): number => {
    if (typeof mark === 'number') return mark;
    const found = entries.findLast((entry) => entry.entryType === 'mark' && entry.name === mark);
    if (found) return found.startTime;
    throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  };
  const add = (entry: Entry): Entry => {
    entries.push(entry);
    return entry;
  };
  const clear = (kind: Entry['entryType'], name?: string): void => {
    entries = entries.filter((entry) => entry.entryType !== kind || (name !== undefined && entry.name !== name));
  };
  return {
    now,
    timeOrigin,
    toJSON: () => ({ timeOrigin }),
    mark(name: string, options: MarkOptions = {}): Entry {
      const startTime = options.startTime ?? now();
      return add({ name: String(name), entryType: 'mark', startTime, duration: 0, detail: options.detail ?? null });
    },
    measure(name: string, startOrOptions?: string | MeasureOptions, endMark?: string): Entry {
      const options: MeasureOptions =
        typeof startOrOptions === 'object'
          ? startOrOptions
          : {
              ...(startOrOptions === undefined ? {} : { start: startOrOptions }),
              ...(endMark === undefined ? {} : { end: endMark }),
            };
      const end = options.end === undefined ? null : timeOf(options.end);
      const start = options.start === undefined ? 0 : timeOf(options.start);
      const until = end ?? (options.duration === undefined ? now() : start + options.duration);
      const detail = options.detail ?? null;
      return add({ name: String(name), entryType: 'measure', startTime: start, duration: until - start, detail });
    },
    getEntries: () => [...entries],
    getEntriesByName: (name: string) => entries.filter((entry) => entry.name === name),
    getEntriesByType: (type: string) => entries.filter((entry) => entry.entryType === type),
    clearMarks: (name?: string) => clear('mark', name),
    clearMeasures: (name?: string) => clear('measure', name),
    timerify: <F>(callback: F): F => callback,
    [Symbol.toStringTag]: 'Performance',
  };
}
