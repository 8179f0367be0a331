import type { RunSpans } from '../../../sandbox/trace/spans.ts';

/** Parameter values by name, as in example.yaml's `recordings`. */
export type Parameters = Readonly<Record<string, number | string>>;

/** The recorded run of a program under the example's own conditions; undefined while there is no such recording. */
export function recordedSpans(_slug: string, _file: string, _parameters: Parameters): RunSpans | undefined {
  return undefined;
}
