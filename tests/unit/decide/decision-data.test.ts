import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDecisionData } from '../../../src/islands/decide/decision-data.ts';
import { decisionData, decisionTexts } from './decision-files.ts';

function withChange(file: string, from: string, to: string): Record<string, string> {
  const texts = decisionTexts();
  const text = texts[file] ?? '';
  expect(text).toContain(from);
  return { ...texts, [file]: text.replace(from, to) };
}

test.each([
  ['rules.yaml', 'art: [skript]', 'art: [skirpt]', /rules\.yaml: \[0\]\.when\.art names "skirpt".*Use one of: skript/],
  [
    'rules.yaml',
    'on: [thread-pool]',
    'on: [pool]',
    /rules\.yaml: \[0\]\.effects\[1\]\.on names "pool".*Use one of: synchron/,
  ],
  ['rules.yaml', 'weight: 2', 'weight: 7', /rules\.yaml: \[0\]\.effects\[0\]\.weight is not valid/],
  ['rules.yaml', 'weight: 2', 'weight: 0', /rules\.yaml: \[0\]\.effects\[0\]\.weight is not valid/],
  ['questions.yaml', 'default: skript', 'default: toaster', /questions\.yaml: \[0\]\.default names "toaster"/],
  [
    'questions.yaml',
    'when: { art: [nachtjob] }',
    'when: { sprache: [python] }',
    /questions\.yaml: \[4\]\.skip\[0\]\.when\.sprache names/,
  ],
  ['matrix.yaml', 'factor: Scalability', 'faktor: Scalability', /matrix\.yaml: \[6\].*is not valid/],
  ['article-examples.yaml', 'art: oberflaeche', 'art: ui', /article-examples\.yaml: \[1\]\.answers\.art names "ui"/],
])('%s with a mistake: the message names file, field and remedy', (file, from, to, message) => {
  expect(() => readDecisionData(withChange(file, from, to))).toThrow(message);
});

test('a missing file is named', () => {
  const { 'rules.yaml': _, ...rest } = decisionTexts();
  expect(() => readDecisionData(rest)).toThrow(/rules\.yaml: the file is missing/);
});

const content = new URL('../../../content/', import.meta.url);

test('every claim that explains or proves something is in the fact check', () => {
  const { rules, matrix, examples } = decisionData;
  const claims = [
    ...rules.flatMap(({ effects }) => effects.map(({ claim }) => claim)),
    ...matrix.flatMap(({ claim, exceptions }) => [claim, ...exceptions.map((exception) => exception.claim)]),
    ...examples.map(({ claim }) => claim),
  ].filter((claim) => claim !== undefined);
  expect(claims.length).toBeGreaterThan(10);
  expect(claims.filter((claim) => !existsSync(new URL(`claims/${claim}.yaml`, content)))).toEqual([]);
});

test('every experiment that is named exists', () => {
  const named = [...decisionData.recommendations, ...decisionData.matrix].map(({ experiment }) => experiment);
  expect(named.filter((slug) => !existsSync(new URL(`examples/${slug}/example.yaml`, content)))).toEqual([]);
});
