import { type ApiError, badRequest } from './api-error.ts';

/** A page of a list, as cursor pages of the API look. */
export interface ListPage {
  readonly object: 'list';
  readonly data: readonly object[];
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly has_more: boolean;
}

/** What can be listed. */
export interface Listed {
  readonly id: string;
}

/** The page that `after`, `limit` and `order` ask for. `items` are newest first, which is the default order. */
export function listPage<T extends Listed>(
  items: readonly T[],
  query: URLSearchParams,
  show: (item: T) => object,
  defaultLimit = 20,
): ListPage | ApiError {
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    return badRequest("Invalid 'limit': expected an integer from 1 to 10000.", 'limit', 'invalid_value');
  }
  const ordered = query.get('order') === 'asc' ? [...items].reverse() : items;
  const after = query.get('after');
  const start = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
  const page = ordered.slice(start, start + limit);
  return {
    object: 'list',
    data: page.map(show),
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: start + limit < ordered.length,
  };
}
