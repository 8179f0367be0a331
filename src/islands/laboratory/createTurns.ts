/** Takes an action that waits for all that were given before it. */
export type Turns = (action: () => void | Promise<void>) => void;

/** Takes actions one after the other, each when the one before has come to its end; one that fails holds up no other. */
export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return (action) => {
    last = last.then(action).catch((error: unknown) => console.error(error));
  };
}
