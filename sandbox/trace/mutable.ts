/** The same shape, writable: for the one place that builds a value others only read. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
