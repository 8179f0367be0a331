/** What is pointed at in one of the runs: a request's lane, or a line of the event loop's picture. */
export type Selection =
  | { readonly kind: 'lane'; readonly run: string; readonly lane: number }
  | { readonly kind: 'task'; readonly run: string; readonly row: number };
