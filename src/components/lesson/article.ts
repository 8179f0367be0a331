import { parse } from 'yaml';
import { z } from 'zod';
import { claimPlaces, experimentPlaces, type Place } from './chapters.ts';

const chapterFiles = import.meta.glob<string>('/content/article/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const exampleFiles = import.meta.glob<string>('/content/examples/*/example.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const sources = Object.fromEntries(
  Object.entries(chapterFiles).map(([path, source]) => [path.replace(/^.*\/|\.mdx$/g, ''), source]),
);

const experiments = experimentPlaces(sources);
const claims = claimPlaces(sources);

const titled = z.looseObject({ title: z.string() });

/** Titles of the experiments that exist, by slug. */
export const experimentTitles: ReadonlyMap<string, string> = new Map(
  Object.entries(exampleFiles).map(([path, source]) => [
    path.split('/').at(-2) ?? path,
    titled.parse(parse(source)).title,
  ]),
);

/**
 * Title of an experiment.
 * @throws when it does not exist
 */
export function experimentTitle(slug: string): string {
  const title = experimentTitles.get(slug);
  if (title === undefined) {
    throw new Error(
      `Failed to name experiment "${slug}": content/examples/${slug}/example.yaml does not exist. Create it or correct the name.`,
    );
  }
  return title;
}

/** Address of a page of the site, with the base path: `page('glossar/')`. */
export function page(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}

function address({ chapter, anchor }: Place): string {
  return page(`${chapter === 'index' ? '' : `${chapter}/`}#${anchor}`);
}

/**
 * Address of an experiment in the article.
 * @throws when no chapter embeds it
 */
export function experimentHref(slug: string): string {
  const place = experiments.get(slug);
  if (place === undefined) {
    throw new Error(
      `Failed to link experiment "${slug}": no chapter embeds it. Add <Experiment slug="${slug}" /> in content/article.`,
    );
  }
  return address(place);
}

/**
 * Where a claim's sentence stands.
 * @throws when no chapter carries it
 */
export function claimPlaceOf(id: string): Place {
  const place = claims.get(id);
  if (place === undefined) {
    throw new Error(
      `Failed to link claim "${id}": no chapter carries it. Mark its sentence with <Claim id="${id}"> in content/article.`,
    );
  }
  return place;
}

/** Address of a claim's sentence in the article. */
export function claimHref(id: string): string {
  return address(claimPlaceOf(id));
}

/** Ids of the claims in the article's order. */
export const claimOrder: readonly string[] = [...claims.keys()];
