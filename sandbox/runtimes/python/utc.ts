type JsFunction = (...args: readonly unknown[]) => unknown;

/** Offsets in C's struct tm. */
const IS_DST = 32;
const GMT_OFFSET = 36;

/**
 * The time zone of the lab is UTC, as the program's environment says (TZ=UTC): what C asks for local time gets UTC, in every
 * browser. `env` are the functions that the interpreter imports, `memory` is its memory at the time of a call.
 */
export function useUtc(env: Record<string, unknown>, memory: () => ArrayBuffer): void {
  const gmtime = env['_gmtime_js'];
  if (typeof gmtime !== 'function') return;
  env['_localtime_js'] = (time: unknown, tm: number): void => {
    (gmtime as JsFunction)(time, tm);
    const words = new Int32Array(memory());
    words[(tm + IS_DST) >>> 2] = 0;
    words[(tm + GMT_OFFSET) >>> 2] = 0;
  };
  env['_mktime_js'] = env['_timegm_js'];
  env['_tzset_js'] = (timezone: number, daylight: number, ...names: readonly number[]): void => {
    const words = new Int32Array(memory());
    words[timezone >>> 2] = 0;
    words[daylight >>> 2] = 0;
    const bytes = new Uint8Array(memory());
    for (const name of names) bytes.set([0x55, 0x54, 0x43, 0], name >>> 0);
  };
}
