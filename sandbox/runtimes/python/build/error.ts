/** Why there are no Python assets; the site is then built with recordings and a note. */
export class PythonAssetsError extends Error {
  override readonly name = 'PythonAssetsError';
  readonly reason: 'no-pip' | 'download-failed' | 'snapshot-failed';
  constructor(reason: PythonAssetsError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
