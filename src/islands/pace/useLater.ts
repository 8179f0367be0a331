import { computed, effect } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { later } from './later.ts';

/**
 * What `read` makes of signals, as it was when there was last time for it: when they change, what the reader looks at is
 * drawn first. `inputs` is what else `read` depends on.
 */
export function useLater<Value>(read: () => Value, inputs: readonly unknown[]): Value {
  const source = useMemo(() => computed(read), inputs);
  const [value, show] = useState(() => source.peek());
  useEffect(() => {
    let isGone = false;
    let isDue = false;
    let shown = value;
    const stop = effect(() => {
      if (source.value === shown || isDue) return;
      isDue = true;
      later(() => {
        isDue = false;
        if (isGone) return;
        shown = source.peek();
        show(() => shown);
      });
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [source]);
  return value;
}
