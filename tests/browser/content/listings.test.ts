import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { DEFAULT_MODEL } from '../../../sandbox/conditions/models.ts';
import { makeLabAssets } from '../../../sandbox/lab/build.node.ts';
import { runHeadless } from '../../../sandbox/lab/headless.node.ts';
import { chapters } from '../../unit/content/chapter-source.ts';

interface Listing {
  readonly chapter: string;
  readonly language: 'python' | 'typescript';
  readonly title: string;
  readonly source: string;
}

const listings: readonly Listing[] = chapters.flatMap(({ id, body }) =>
  [...body.matchAll(/^```(python|ts) title="([^"]*)"\n([\s\S]*?)^```$/gm)].map(
    ([, language, title = '', source = '']) => ({
      chapter: id,
      language: language === 'ts' ? ('typescript' as const) : ('python' as const),
      title,
      source,
    }),
  ),
);
const ofTheArticle = listings.filter(({ title }) => title.startsWith('Im Artikel'));
const ofToday = listings.filter((listing) => !ofTheArticle.includes(listing));

function run({ language, source }: Listing) {
  return runHeadless({
    runtime: language,
    source,
    fileName: language === 'python' ? 'listing.py' : 'listing.ts',
    parameters: {},
    conditions: presets.artikel,
    clockMode: { kind: 'wiederholbar' },
  });
}

describe('The listings of the chapters', () => {
  beforeAll(() => makeLabAssets(undefined, () => {}).then(() => {}), 300_000);

  test('stand in pairs: each of the article has one of today', () => {
    expect(ofToday.filter(({ title }) => title === 'Heute')).toHaveLength(ofTheArticle.length);
  });

  test.each(ofToday)(
    'run today: $chapter, $title, $language',
    async (listing) => {
      const { outcome } = await run(listing);
      expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    },
    60_000,
  );

  test.each(ofTheArticle.filter(({ title }) => title.includes('läuft nicht mehr')))(
    'that are said not to run do not: $chapter',
    async (listing) => {
      const called = `${listing.source}\nif "sync_call_with_retry" in globals():\n    sync_call_with_retry()\n`;
      const { outcome } = await run({ ...listing, source: called });
      expect(outcome).toMatchObject({ kind: 'threw', error: { type: 'NameError' } });
    },
    60_000,
  );

  test('name no model but the one of the examples', () => {
    const models = ofToday.flatMap(({ source }) => source.match(/\b(?:gpt|text|davinci)-[\w.-]+/g) ?? []);
    expect(new Set(models)).toEqual(new Set([DEFAULT_MODEL]));
  });
});
