import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../../src/components/lesson/chapters.ts';
import { type Claim, claimSchema, verdicts } from '../../../src/components/lesson/claim-schema.ts';
import { chapters, claims } from './chapter-source.ts';

const carried = chapters.flatMap(({ id, body }) => claimsOf(body).map((claim) => ({ ...claim, chapter: id })));

describe('The claims', () => {
  test('are carried by a chapter, every one', () => {
    const places = new Set(carried.map(({ id }) => id));
    expect(claims.filter(({ id }) => !places.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('that a chapter carries exist', () => {
    const known = new Set(claims.map(({ id }) => id));
    expect(carried.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  test('are carried at most once per chapter, so that their anchors are unique', () => {
    const places = carried.map(({ chapter, id }) => `${chapter}#${id}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  test('use every verdict', () => {
    expect([...new Set(claims.map(({ verdict }) => verdict))].sort()).toEqual([...verdicts].sort());
  });

  test('were checked on a day that has been', () => {
    for (const { id, checked } of claims) expect(checked.getTime(), id).toBeLessThanOrEqual(Date.now());
  });

  test.each(claims)('are corrected in one to four sentences: $id', ({ correction }) => {
    const sentences = correction.match(/[.!?:](?=\s+\p{Lu}|$)/gu) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(1);
    expect(sentences.length).toBeLessThanOrEqual(5);
  });
});

describe('A broken claim', () => {
  const good = {
    quotation: 'Synchron: N/A',
    verdict: 'falsch',
    correction: 'Der Python-Client liest einen Strom auch synchron.',
    sources: [{ title: 'Eigene Messung' }],
    checked: '2026-11-23',
  };
  const problems = (change: Partial<Record<keyof Claim, unknown>>) =>
    claimSchema.safeParse({ ...good, ...change }).error?.issues.map(({ message }) => message);

  test('is none while nothing is wrong', () => {
    expect(problems({})).toBeUndefined();
  });

  test.each([
    ['verdict', 'wahr'],
    ['quotation', undefined],
    ['correction', 'Nein.'],
    ['sources', []],
    ['checked', 'gestern'],
    ['experiment', 'Viele Aufrufe'],
  ] as const)('names the field %s and its remedy', (field, value) => {
    const [message = ''] = problems({ [field]: value }) ?? [];
    expect(message).toMatch(new RegExp(`^Failed to read the claim: field "${field}" is missing or wrong\\. \\w`));
  });
});
