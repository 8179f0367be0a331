import { conditionsOf } from './calculator-question.ts';
import type { DecideStore } from './decide-store.ts';

/** Address of the free laboratory with a program and the calculator's conditions; nothing runs by itself there. */
export async function laboratoryLink(store: DecideStore, program: string, fileName: string): Promise<string> {
  const conditions = conditionsOf(store.sound.value, store.content.ground);
  const shared = JSON.stringify({ program, fileName, conditions });
  return `${store.content.laboratory}#${encodeURIComponent(shared)}`;
}
