import { define } from '../define.ts';
import { nodeError } from './node-error.ts';

/** Lets `new URL` fail with Node's words, in every engine alike. Takes away the addresses of blobs: nothing here can load them. */
export function createUrlClass(NativeUrl: typeof URL): typeof URL {
  const LabUrl = new Proxy(NativeUrl, {
    construct(target, args: unknown[], newTarget) {
      try {
        return Reflect.construct(target, args, newTarget);
      } catch {
        throw invalidUrl(args);
      }
    },
  });
  define(NativeUrl.prototype, 'constructor', LabUrl);
  Reflect.deleteProperty(NativeUrl, 'createObjectURL');
  Reflect.deleteProperty(NativeUrl, 'revokeObjectURL');
  return LabUrl;
}

function invalidUrl([input, base]: unknown[]): TypeError {
  if (input === undefined) {
    return nodeError(new TypeError('The "url" argument must be specified'), 'ERR_MISSING_ARGS');
  }
  const given = { input: String(input), ...(base === undefined ? {} : { base: String(base) }) };
  return Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', ...given });
}
