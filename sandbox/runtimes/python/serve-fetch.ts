/** Answers `fetch` from memory for as long as `action` lasts; addresses that are not listed fail. */
export async function serveFetch<T>(
  answers: ReadonlyMap<string, () => Response>,
  action: () => Promise<T>,
): Promise<T> {
  const original = globalThis.fetch;
  globalThis.fetch = async (input) => {
    const address = input instanceof Request ? input.url : String(input);
    const answer = answers.get(address);
    if (answer === undefined) throw new TypeError(`Failed to fetch ${address}: not among the prepared parts.`);
    return answer();
  };
  try {
    return await action();
  } finally {
    globalThis.fetch = original;
  }
}
