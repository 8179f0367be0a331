/** Why our machinery could not do its part. `step` names where; `message` is for the console and for bug reports. */
export interface LabFailure {
  readonly step: string;
  readonly message: string;
}

/** Our machinery could not do its part. `step`: `manifest`, `assets`, `python-missing`, `worker`, `prepare`, `run`. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly step: string;
  constructor(failure: LabFailure) {
    super(failure.message);
    this.step = failure.step;
  }
}
