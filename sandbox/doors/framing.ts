import type { ResponsePlan } from '../service/plan.ts';

type Answer = Extract<ResponsePlan, { readonly kind: 'answer' }>;

/**
 * The header that delimits the body of an answer; null where the answer has one already or can have no body. A body of
 * known length that never ends declares one byte more than comes, so that the client notices. `due`: how many
 * parts are due together with the head, and their bytes; other parts are made for their length alone.
 */
export function framingHeader(
  answer: Answer,
  due: { readonly parts: number; readonly bytes: number },
): readonly [name: string, value: string] | null {
  const { status, headers } = answer.head;
  if (status === 204 || status === 304) return null;
  if (answer.framing === 'chunked') return ['transfer-encoding', 'chunked'];
  if (headers.some(([name]) => name === 'content-length')) return null;
  let length = due.bytes + (answer.end.kind === 'done' ? 0 : 1);
  for (let i = due.parts; i < answer.chunks.length; i++) length += answer.chunks[i]?.bytes().length ?? 0;
  return ['content-length', String(length)];
}
