import { inheritsPolicy } from '../runtimes/inherits-policy.ts';

/** Globals through which a worker could reach a network, other contexts or the origin's storage past the page's policy. */
const WAYS_OUT = [
  'Worker',
  'SharedWorker',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'BroadcastChannel',
  'importScripts',
  'indexedDB',
  'caches',
  'Notification',
] as const;

/**
 * Takes from this worker, for good, what could leave it: deletes along the prototype chain, since a shadowed name can be
 * uncovered again. A worker made by `new Worker(same-origin URL)` would have no Content-Security-Policy at all.
 * Throws where something stays: better no run than one that is not closed.
 */
export function sealWorker(scope: object): void {
  for (const name of WAYS_OUT) {
    for (let owner: object | null = scope; owner !== null; owner = Object.getPrototypeOf(owner)) {
      Reflect.deleteProperty(owner, name);
    }
  }
  const left = WAYS_OUT.filter((name) => name in scope);
  if (left.length > 0) {
    throw new Error(`Failed to close the worker: ${left.join(', ')} cannot be removed. Use a current browser.`);
  }
}

/** Refuses a worker that does not inherit the Content-Security-Policy of whoever made it. */
export function requireInheritedPolicy(location: { readonly protocol: string }): void {
  if (inheritsPolicy(location.protocol)) return;
  throw new Error(
    `Failed to start the worker: it was made from ${location.protocol}, not blob: or data:. Start it by the client.`,
  );
}
