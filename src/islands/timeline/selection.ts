/** A lane that is pointed at, in one of the runs. */
export interface Selection {
  /** The run's id. */
  readonly run: string;
  readonly lane: number;
}
