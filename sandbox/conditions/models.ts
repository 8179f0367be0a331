/** What a model can do in this API. */
export type ModelKind = 'chat' | 'completion' | 'embedding' | 'image' | 'moderation';

/** A model the API offers, or offered. */
export interface ModelFacts {
  readonly id: string;
  readonly kind: ModelKind;
  /** The first day (UTC) on which it answers 404; null where no shutdown is announced. */
  readonly shutdownDate: string | null;
}

/** The model the examples use (released 2026-09-22, named as successor of gpt-4o and gpt-4.1). */
export const DEFAULT_MODEL = 'gpt-6-luna';

// Names and dates: openai 7.57 for Node, `resources/shared.d.ts`, `embeddings.d.ts`, `images.d.ts`, `moderations.d.ts`,
// and developers.openai.com/api/docs/deprecations (state of autumn 2026).
const chat: { readonly [shutdownDate: string]: string } = {
  '': `gpt-6-astra gpt-6.1-sol gpt-6.1-terra gpt-6-sol gpt-6-luna gpt-5.6-sol gpt-5.6-terra gpt-5.6-luna gpt-5.5
    gpt-5.5-2026-04-23 gpt-5.4 gpt-5.4-mini gpt-5.4-mini-2026-03-17 gpt-5.2 gpt-5.2-2025-12-11 gpt-5.2-pro
    gpt-5.2-pro-2025-12-11`,
  '2024-09-13': 'gpt-3.5-turbo-16k gpt-3.5-turbo-0301 gpt-3.5-turbo-0613 gpt-3.5-turbo-16k-0613',
  '2024-12-06': 'gpt-4-vision-preview',
  '2025-06-06': 'gpt-4-32k gpt-4-32k-0314 gpt-4-32k-0613',
  '2025-07-28': 'o1-preview o1-preview-2024-09-12',
  '2025-10-10': 'gpt-4o-audio-preview-2024-10-01',
  '2025-10-27': 'o1-mini o1-mini-2024-09-12',
  '2026-02-12': 'codex-mini-latest',
  '2026-02-17': 'chatgpt-4o-latest',
  '2026-03-26': 'gpt-4-0125-preview gpt-4-turbo-preview gpt-4-0314',
  '2026-05-07': `gpt-4o-audio-preview gpt-4o-audio-preview-2024-12-17 gpt-4o-audio-preview-2025-06-03
    gpt-4o-mini-audio-preview gpt-4o-mini-audio-preview-2024-12-17`,
  '2026-07-23': `gpt-5.1-codex gpt-5.1-chat-latest gpt-5-chat-latest gpt-4o-search-preview gpt-4o-mini-search-preview
    gpt-4o-search-preview-2025-03-11 gpt-4o-mini-search-preview-2025-03-11`,
  '2026-08-10': 'gpt-5.3-chat-latest gpt-5.2-chat-latest',
  '2026-09-28': 'gpt-3.5-turbo-1106',
  '2026-10-23': `gpt-4.1-nano gpt-4.1-nano-2025-04-14 o4-mini o4-mini-2025-04-16 o3-mini o3-mini-2025-01-31 o1
    o1-2024-12-17 gpt-4o-2024-05-13 gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4-1106-preview gpt-4 gpt-4-0613
    gpt-3.5-turbo gpt-3.5-turbo-0125`,
  '2026-12-11': `gpt-5 gpt-5-mini gpt-5-nano gpt-5-2025-08-07 gpt-5-mini-2025-08-07 gpt-5-nano-2025-08-07 o3
    o3-2025-04-16`,
  '2027-01-14': `gpt-4.1 gpt-4.1-mini gpt-4.1-2025-04-14 gpt-4.1-mini-2025-04-14 gpt-4o gpt-4o-2024-11-20
    gpt-4o-2024-08-06 gpt-4o-mini gpt-4o-mini-2024-07-18`,
  '2027-01-20': 'gpt-audio-mini gpt-audio-mini-2025-12-15',
  '2027-04-01': 'gpt-5.4-nano gpt-5.4-nano-2026-03-17 gpt-5.1 gpt-5.1-2025-11-13',
};

const completion: { readonly [shutdownDate: string]: string } = {
  '2024-01-04': 'text-davinci-003 text-davinci-002 text-curie-001 text-babbage-001 text-ada-001',
  '2026-09-28': 'gpt-3.5-turbo-instruct davinci-002 babbage-002',
};

const embedding: { readonly [shutdownDate: string]: string } = {
  '': 'text-embedding-3-small text-embedding-3-large text-embedding-ada-002',
};

const image: { readonly [shutdownDate: string]: string } = {
  '': `gpt-image-2 gpt-image-2-2026-04-21 gpt-image-2.5-sunburst gpt-image-2.5-sunburst-2026-09-08 gpt-image-2.5-flare
    gpt-image-2.5-flare-2026-09-08 gpt-image-2.6-sunburst gpt-image-2.6-flare`,
  '2026-05-12': 'dall-e-2 dall-e-3',
  '2026-10-23': 'gpt-image-1',
  '2026-12-01': 'gpt-image-1-mini gpt-image-1.5 chatgpt-image-latest',
};

const moderation: { readonly [shutdownDate: string]: string } = {
  '': 'omni-moderation-latest omni-moderation-2024-09-26 text-moderation-latest text-moderation-stable',
};

function list(kind: ModelKind, byDate: { readonly [shutdownDate: string]: string }): ModelFacts[] {
  return Object.entries(byDate).flatMap(([date, names]) =>
    names.split(/\s+/u).map((id) => ({ id, kind, shutdownDate: date === '' ? null : date })),
  );
}

/** Every model by its name. */
export const models: ReadonlyMap<string, ModelFacts> = new Map(
  [
    ...list('chat', chat),
    ...list('completion', completion),
    ...list('embedding', embedding),
    ...list('image', image),
    ...list('moderation', moderation),
  ].map((model) => [model.id, model]),
);
