/** The chapters in reading order, as in the article; the id is the file in content/article and the address. */
export const chapterOrder = [
  'index',
  'synchron-und-asynchron',
  'technische-unterschiede',
  'performance-metriken',
  'error-handling',
  'openai-apis',
  'beispiele',
  'entscheidungsmatrix',
  'best-practices',
  'fazit',
  'darueber-hinaus',
  'glossar',
  'ressourcen',
] as const;

/** Source of a chapter by its id. */
export type ChapterSources = Readonly<Record<string, string>>;

/** A place inside a chapter: `anchor` exists on the page of `chapter`. */
export interface Place {
  readonly chapter: string;
  readonly anchor: string;
}

export const experimentAnchor = (slug: string): string => `experiment-${slug}`;
export const claimAnchor = (id: string): string => `stelle-${id}`;
export const noteAnchor = (id: string): string => `beleg-${id}`;

/** The chapter's experiments, in order. */
export function experimentsOf(source: string): readonly string[] {
  return [...source.matchAll(/<Experiment\s+slug="([^"]+)"/g)].flatMap(([, slug]) => slug ?? []);
}

/** A claim as a chapter carries it: marked in a sentence, or listed beside a listing or link. */
export interface CarriedClaim {
  readonly id: string;
  readonly marked: boolean;
}

/** The claims a chapter carries: those marked in a sentence (`<Claim id>`) and those listed (`claims="…"`, `claim="…"`). */
export function claimsOf(source: string): readonly CarriedClaim[] {
  const found = [...source.matchAll(/<Claim\s+id="([^"]+)"|\bclaims?="([^"]*)"/g)];
  return found.flatMap(([, marked, listed = '']): CarriedClaim[] => {
    if (marked !== undefined) return [{ id: marked, marked: true }];
    return listed
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => ({ id, marked: false }));
  });
}

/** Sources in reading order; chapters that are not in the order come last. */
function inOrder(sources: ChapterSources): readonly (readonly [string, string])[] {
  const rank = (id: string) => {
    const index = (chapterOrder as readonly string[]).indexOf(id);
    return index === -1 ? chapterOrder.length : index;
  };
  return Object.entries(sources).sort(([a], [b]) => rank(a) - rank(b));
}

/** Where each experiment stands in the article, by slug. */
export function experimentPlaces(sources: ChapterSources): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [chapter, source] of inOrder(sources)) {
    for (const slug of experimentsOf(source)) {
      if (!places.has(slug)) places.set(slug, { chapter, anchor: experimentAnchor(slug) });
    }
  }
  return places;
}

/** Where each claim stands in the article, first place first, in the article's order. */
export function claimPlaces(sources: ChapterSources): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [chapter, source] of inOrder(sources)) {
    for (const { id, marked } of claimsOf(source)) {
      if (!places.has(id)) places.set(id, { chapter, anchor: marked ? claimAnchor(id) : noteAnchor(id) });
    }
  }
  return places;
}
