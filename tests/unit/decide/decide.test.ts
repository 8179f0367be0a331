import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/islands/decide/decide.ts';
import { decisionData as data } from './decision-files.ts';
import { everyWayThrough } from './every-answer.ts';

const everyDecision = [...everyWayThrough(data.questions)].map((answers) => ({
  answers,
  decision: decide(data, answers),
}));

describe('every way through the questions', () => {
  test('leads to a recommendation, and each recommendation is reached', () => {
    const reached = new Set(everyDecision.map(({ decision }) => decision.ranked[0].recommendation.id));
    expect([...reached].toSorted()).toEqual(data.recommendations.map(({ id }) => id).toSorted());
  });

  test('gives for each recommendation the sum of the weights it names', () => {
    for (const { decision } of everyDecision) {
      for (const { score, reasonsFor, reasonsAgainst } of decision.ranked) {
        expect([...reasonsFor, ...reasonsAgainst].reduce((sum, { weight }) => sum + weight, 0)).toBe(score);
      }
    }
  });

  test('ranks by score and never ranks what it excludes', () => {
    for (const { decision } of everyDecision) {
      const scores = decision.ranked.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      const names = [...decision.ranked, ...decision.excluded].map(({ recommendation }) => recommendation.id);
      expect(names.toSorted()).toEqual(data.recommendations.map(({ id }) => id).toSorted());
    }
  });

  test('names for the recommendation at least one answer that speaks for it', () => {
    for (const { decision } of everyDecision) {
      const [reason] = decision.ranked[0].reasonsFor;
      expect(reason?.answers[0]?.words).toMatch(/^\S.*: \S/);
    }
  });

  test('contradicts a row of the matrix only with the claim that explains it', () => {
    const unexplained = everyDecision.flatMap(({ answers, decision }) =>
      decision.matrix.flatMap((finding) =>
        finding.kind === 'differs' && finding.claim === undefined
          ? [`${finding.row.id}: ${JSON.stringify(answers)}`]
          : [],
      ),
    );
    expect(unexplained).toEqual([]);
  });

  test('uses every rule and every exception of the matrix', () => {
    const usedTexts = new Set(
      everyDecision.flatMap(({ decision }) => [
        ...decision.ranked.flatMap((one) => [...one.reasonsFor, ...one.reasonsAgainst].map(({ text }) => text)),
        ...decision.excluded.flatMap(({ reasons }) => reasons.map(({ text }) => text)),
        ...decision.matrix.flatMap((finding) => (finding.kind === 'differs' ? [finding.text] : [])),
      ]),
    );
    const written = [
      ...data.rules.flatMap(({ effects }) => effects.map(({ text }) => text)),
      ...data.matrix.flatMap(({ exceptions }) => exceptions.map(({ text }) => text)),
    ];
    expect(written.filter((text) => !usedTexts.has(text))).toEqual([]);
  });

  test('recommends a program that exists for the language', () => {
    for (const { answers, decision } of everyDecision) {
      const { programs } = decision.ranked[0].recommendation;
      const { sprache } = answers;
      expect(sprache === 'typescript' ? programs.typescript : programs.python).toBeDefined();
    }
  });
});

describe("the article's examples", () => {
  test.each(data.examples)('$title: the verdict of the article, or the claim that corrects it', (example) => {
    const [best] = decide(data, example.answers).ranked;
    if (best.recommendation.family !== example.family) expect(example.claim).toBeDefined();
  });

  test.each([
    ['batch-ueber-nacht', 'batch-api'],
    ['auto-complete', 'streaming-asynchron'],
    ['einmalabfrage', 'synchron'],
    ['tausend-aufrufe', 'asynchron-begrenzt'],
  ])('%s becomes %s', (example, recommendation) => {
    const answers = data.examples.find(({ id }) => id === example)?.answers ?? {};
    expect(decide(data, answers).ranked[0].recommendation.id).toBe(recommendation);
  });
});

describe('skipping', () => {
  test('a skipped question counts with its default, a question not needed weighs nothing', () => {
    const { asked } = decide(data, { aufrufe: 'einer', sprache: 'typescript' });
    expect(asked.map(({ kind, question }) => [question.id, kind])).toEqual([
      ['art', 'assumed'],
      ['aufrufe', 'answered'],
      ['abhaengig', 'not-needed'],
      ['dauer', 'assumed'],
      ['zuschauer', 'assumed'],
      ['frist', 'assumed'],
      ['limits', 'not-needed'],
      ['sprache', 'answered'],
      ['erfahrung', 'not-needed'],
    ]);
  });

  test('an answer to a question that is no longer needed changes nothing', () => {
    const without = decide(data, { aufrufe: 'einer' });
    expect(decide(data, { aufrufe: 'einer', abhaengig: 'ketten' }).ranked).toEqual(without.ranked);
  });

  test('an unknown answer counts as skipped', () => {
    expect(decide(data, { art: 'toaster' }).ranked).toEqual(decide(data, {}).ranked);
  });
});
