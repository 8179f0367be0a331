/**
 * Whether a worker from such a URL has the Content-Security-Policy of whoever made it, on any host: `blob:` and `data:` have.
 * One from a URL of the site has none of its own on a plain static host.
 */
export function inheritsPolicy(protocol: string | undefined): boolean {
  return protocol === 'blob:' || protocol === 'data:';
}
