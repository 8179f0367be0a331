/** A response body that is handed out as it becomes due; an error comes only after everything before it was read. */
export interface PacedBody {
  readonly stream: ReadableStream<Uint8Array>;
  push(bytes: Uint8Array): void;
  end(how: 'done' | 'cut'): void;
}

/** `onCancel` is called when the reader loses interest. */
export function createPacedBody(onCancel: () => void): PacedBody {
  const queue: Uint8Array[] = [];
  let ending: 'done' | 'cut' | null = null;
  let wake: (() => void) | null = null;

  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (queue.length === 0 && !ending) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const bytes = queue.shift();
        if (bytes) controller.enqueue(bytes);
        else if (ending === 'done') controller.close();
        else controller.error(new TypeError('terminated'));
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );

  return {
    stream,
    push(bytes) {
      if (bytes.length > 0) queue.push(bytes);
      wake?.();
    },
    end(how) {
      ending = how;
      wake?.();
    },
  };
}
