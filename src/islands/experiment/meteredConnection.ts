/** What browsers tell of the connection, where they do. */
interface ConnectionInfo {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Whether the reader may pay for what is loaded: data saving is on, or the connection is a mobile one. */
export function isMetered(info = connectionInfo()): boolean {
  return info?.saveData === true || info?.type === 'cellular';
}

/** The wire to the browser: the field is in Chromium only, and in no list of types. */
function connectionInfo(): ConnectionInfo | undefined {
  return (navigator as { readonly connection?: ConnectionInfo }).connection;
}
