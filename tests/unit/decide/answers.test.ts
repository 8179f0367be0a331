import { expect, test } from 'vitest';
import { answersFromQuery, answersIntoQuery } from '../../../src/islands/decide/answers.ts';
import { decisionData } from './decision-files.ts';
import { everyWayThrough } from './every-answer.ts';

const { questions } = decisionData;

test('answers survive the way through the address', () => {
  for (const answers of everyWayThrough(questions)) {
    const query = answersIntoQuery(questions, answers, new URLSearchParams());
    expect(answersFromQuery(questions, new URLSearchParams(query.toString()))).toEqual(answers);
  }
});

test('other parameters of the address stay, withdrawn answers go', () => {
  const query = answersIntoQuery(questions, { art: 'server' }, new URLSearchParams('n=100&aufrufe=viele'));
  expect(query.toString()).toBe('n=100&art=server');
});

test('answers that do not exist are ignored', () => {
  expect(answersFromQuery(questions, new URLSearchParams('art=toaster&sprache=python'))).toEqual({ sprache: 'python' });
});
