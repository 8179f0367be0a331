/** What Node shows of an object of the platform, which hides its state behind getters. */
export interface PlatformObject {
  readonly name: string;
  /** `arrow` for what is written as `'key' => 'value'`. */
  readonly style: 'colon' | 'arrow';
  readonly entries: readonly (readonly [string, unknown])[];
}

function fields<T extends object>(value: T, keys: readonly (keyof T & string)[]): [string, unknown][] {
  return keys.map((key) => [key, value[key]]);
}

/** The visible parts of the platform's own objects, the same ones in every engine; null for all others. */
export function describePlatformObject(value: object): PlatformObject | null {
  if (value instanceof Headers) return { name: 'Headers', style: 'colon', entries: [...value] };
  if (value instanceof URLSearchParams) return { name: 'URLSearchParams', style: 'arrow', entries: [...value] };
  if (value instanceof FormData) return { name: 'FormData', style: 'colon', entries: [...value] };
  if (value instanceof AbortSignal) return plain('AbortSignal', [['aborted', value.aborted]]);
  if (value instanceof AbortController) return plain('AbortController', [['signal', value.signal]]);
  if (value instanceof File) return plain('File', fields(value, ['size', 'type', 'name', 'lastModified']));
  if (value instanceof Blob) return plain('Blob', fields(value, ['size', 'type']));
  if (value instanceof ReadableStream) return plain('ReadableStream', [['locked', value.locked]]);
  if (value instanceof WritableStream) return plain('WritableStream', [['locked', value.locked]]);
  return null;
}

function plain(name: string, entries: readonly (readonly [string, unknown])[]): PlatformObject {
  return { name, style: 'colon', entries };
}
