import { NetworkError } from './network.ts';

/** Where the simulated service listens (an address of the range for documentation, RFC 5737, that no real host has). */
export const SERVICE_ADDRESS = '203.0.113.10';
const LOOPBACK = '127.0.0.1';

const SERVICE_NAMES = /^(?:api\.openai\.com|[a-z0-9-]+\.openai\.azure\.com)$/;

/**
 * The simulated name server: the service's names, this machine's own, nothing else.
 * @throws NetworkError ENOTFOUND for every other name.
 */
export function lookup(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (SERVICE_NAMES.test(name)) return SERVICE_ADDRESS;
  if (name === 'localhost') return LOOPBACK;
  if (isAddress(name)) return name;
  throw new NetworkError('ENOTFOUND', `getaddrinfo ENOTFOUND ${host}`);
}

/** Where a connection to this address leads: to the service, to the own machine (where nothing listens), or nowhere. */
export function routeOf(address: string): 'service' | 'loopback' | 'none' {
  if (address === SERVICE_ADDRESS) return 'service';
  return /^127\.|^::1$|^\[::1\]$|^0\.0\.0\.0$/.test(address) ? 'loopback' : 'none';
}

function isAddress(name: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) || /^\[?[0-9a-f:.]*:[0-9a-f:.]*\]?$/.test(name);
}
