/** Limits read from pasted headers, or a sentence that says why none were found. */
export type HeaderReading =
  | { readonly kind: 'limits'; readonly requestsPerMinute?: number; readonly tokensPerMinute?: number }
  | { readonly kind: 'problem'; readonly sentence: string };

function limitIn(text: string, what: 'requests' | 'tokens'): number | undefined {
  const found = new RegExp(`x-ratelimit-limit-${what}["']?\\s*[:=,]\\s*["']?(\\d[\\d_]*)`, 'iu').exec(text)?.[1];
  const value = found === undefined ? Number.NaN : Number(found.replaceAll('_', ''));
  return value >= 1 ? value : undefined;
}

/** Reads `x-ratelimit-limit-requests` and `-tokens` from whatever was pasted: curl's output, a log line, a JSON object. */
export function readLimitHeaders(text: string): HeaderReading {
  const requestsPerMinute = limitIn(text, 'requests');
  const tokensPerMinute = limitIn(text, 'tokens');
  if (requestsPerMinute === undefined && tokensPerMinute === undefined) {
    return {
      kind: 'problem',
      sentence:
        'Darin steht kein x-ratelimit-limit-requests und kein x-ratelimit-limit-tokens. Kopiere die Antwort-Header eines Aufrufs, etwa mit „curl -i“.',
    };
  }
  return {
    kind: 'limits',
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
  };
}
