import { getCollection } from 'astro:content';
import type { DecideContent } from '../../islands/decide/decide-store.ts';
import { experimentHref, experimentTitles, page } from '../lesson/article.ts';
import { decisionData, firstForecasts, ground, programs } from './decide-files.ts';

function claimsNamed(): readonly string[] {
  const { rules, matrix, examples } = decisionData;
  const named = [
    ...rules.flatMap(({ effects }) => effects.map(({ claim }) => claim)),
    ...matrix.flatMap(({ claim, exceptions }) => [claim, ...exceptions.map((exception) => exception.claim)]),
    ...examples.map(({ claim }) => claim),
  ];
  return [...new Set(named.filter((claim) => claim !== undefined))];
}

async function claimsOfDecision(): Promise<DecideContent['claims']> {
  const known = new Map((await getCollection('claims')).map(({ id, data }) => [id, data]));
  const entries = claimsNamed().map((id) => {
    const claim = known.get(id);
    if (claim === undefined) {
      throw new Error(
        `Failed to read content/decision: the claim "${id}" does not exist. Use a file name of content/claims, without .yaml.`,
      );
    }
    return [id, { verdict: claim.verdict, correction: claim.correction, href: page(`faktencheck/#fakt-${id}`) }];
  });
  return Object.fromEntries(entries);
}

function experimentsOfDecision(): DecideContent['experiments'] {
  const { recommendations, matrix } = decisionData;
  const slugs = new Set([...recommendations, ...matrix].map(({ experiment }) => experiment));
  return Object.fromEntries(
    [...slugs].map((slug) => {
      const title = experimentTitles.get(slug);
      if (title === undefined) {
        throw new Error(
          `Failed to read content/decision: the experiment "${slug}" does not exist. Use a folder name of content/examples.`,
        );
      }
      return [slug, { title, href: experimentHref(slug) }];
    }),
  );
}

/** Everything the page of the decision is made of. */
export async function decideContent(): Promise<DecideContent> {
  return {
    data: decisionData,
    ground,
    first: firstForecasts(),
    programs,
    experiments: experimentsOfDecision(),
    claims: await claimsOfDecision(),
    colours: page('entscheiden/programme/'),
    laboratory: page('labor/'),
  };
}
