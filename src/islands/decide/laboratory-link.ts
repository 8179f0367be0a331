import type { ForecastMode } from '../../../sandbox/forecast/forecast.ts';
import { conditionsOf } from './calculator-question.ts';
import type { DecideStore } from './decide-store.ts';

/** What the laboratory calls the way a program waits; it gives the lane its colour. */
const laboratoryModes = {
  synchron: 'synchron',
  'thread-pool': 'thread',
  asynchron: 'asynchron',
  'asynchron-begrenzt': 'asynchron',
  batch: 'asynchron',
  hintergrund: 'asynchron',
} as const satisfies Record<ForecastMode, string>;

/**
 * Address of the free laboratory with a program and the calculator's conditions; nothing runs by itself there.
 * What packs the link is loaded only now.
 */
export async function laboratoryLink(
  store: DecideStore,
  program: string,
  fileName: string,
  mode: ForecastMode,
): Promise<string> {
  const { encodeShared } = await import('../laboratory/sharedLab.ts');
  const side = {
    example: null,
    file: fileName,
    language: fileName.endsWith('.py') ? ('python' as const) : ('typescript' as const),
    mode: laboratoryModes[mode],
    source: program,
    parameters: {},
    conditions: conditionsOf(store.sound.value, store.content.ground),
  };
  return `${store.content.laboratory}#${encodeShared({ version: 1, clock: 'sofort', sides: [side] })}`;
}
