import { describe, expect, test } from 'vitest';
import { forecast, forecastCurve } from '../../../sandbox/forecast/forecast.ts';
import { takeAwayValues } from '../../../src/islands/decide/advice.ts';
import { questionOf } from '../../../src/islands/decide/calculator-question.ts';
import { curveScales } from '../../../src/islands/decide/curve-scales.ts';
import { createDecideStore } from '../../../src/islands/decide/decide-store.ts';
import { spokenTime } from '../../../src/islands/decide/mode-words.ts';
import { defaultNumbers } from '../../../src/islands/decide/numbers.ts';
import { decisionRecord } from '../../../src/islands/decide/record.ts';
import { decisionData } from './decision-files.ts';
import { ground } from './program-files.ts';

const question = questionOf(defaultNumbers, 'python', 24, ground);
const curve = forecastCurve({ ...question, mode: 'asynchron-begrenzt' });
const points = question.modes.map((mode) => forecast({ ...question, mode }));

function openStore() {
  const content = {
    data: decisionData,
    ground,
    first: { points, curve },
    programs: {},
    experiments: {},
    claims: {},
    colours: '',
    laboratory: '',
  };
  return createDecideStore(content);
}

describe('the record', () => {
  test('holds answers, numbers, forecast, choice and reasons', () => {
    const store = openStore();
    store.answer('art', 'server');
    store.answer('aufrufe', 'sehr-viele');
    const record = decisionRecord(store, new Date('2026-11-02T09:00:00Z'), 'https://example.org/?art=server');
    expect(record).toContain('# Entscheidung: Asynchron mit Begrenzung');
    expect(record).toContain('Datum: 2. November 2026');
    expect(record).toContain('Was läuft da? Ein Server, der viele Nutzer gleichzeitig bedient');
    expect(record).toContain('(angenommen)');
    expect(record).toContain('- Aufrufe: 1.000');
    expect(record).toMatch(/\| Synchron \| \d/);
    expect(record).toMatch(/Gewicht \+3\)/);
    expect(record).toContain('https://example.org/?art=server');
    expect(record).not.toMatch(/undefined|NaN|null/);
  });
});

describe('the store', () => {
  test('takes the number of calls from the wizard into the calculator', () => {
    const store = openStore();
    store.answer('aufrufe', 'massen');
    expect(store.sound.value.calls).toBe(10_000);
  });

  test('leaves a number of calls that the answer means as it is', () => {
    const store = openStore();
    store.setNumbers({ ...defaultNumbers, calls: 12_345 });
    store.answer('aufrufe', 'massen');
    expect(store.sound.value.calls).toBe(12_345);
  });

  test('recommends for the calculator’s number of calls while the reader has not said how many', () => {
    const store = openStore();
    const before = store.decision.value.ranked[0].recommendation.id;
    store.setNumbers({ ...defaultNumbers, calls: 10_000 });
    expect(store.decision.value.ranked[0].recommendation.id).not.toBe(before);
    expect(store.callsConflict.value).toBeNull();
    expect(decisionRecord(store, new Date(0), '')).toContain('Mehr als 1.000 (aus dem Rechner)');
  });

  test('says where the answer and the calculator differ, until one of them follows', () => {
    const store = openStore();
    store.answer('aufrufe', 'viele');
    store.setNumbers({ ...defaultNumbers, calls: 10_000 });
    const conflict = store.callsConflict.value;
    expect([conflict?.given.id, conflict?.fitting.id]).toEqual(['viele', 'massen']);
    store.answer('aufrufe', 'massen');
    expect(store.callsConflict.value).toBeNull();
    expect(store.sound.value.calls).toBe(10_000);
  });

  test('keeps the last numbers that fit together', () => {
    const store = openStore();
    store.setNumbers({ ...defaultNumbers, minSeconds: 9 });
    expect(store.numbers.value.minSeconds).toBe(9);
    expect(store.sound.value.minSeconds).toBe(defaultNumbers.minSeconds);
  });
});

describe('the values for the program', () => {
  test('take the knee unless the reader has chosen, and leave slow answers room', () => {
    const found = takeAwayValues(defaultNumbers, curve);
    expect(found.concurrency).toBe(curve.knee.concurrency);
    expect(found.timeoutSeconds).toBeGreaterThanOrEqual(3 * (curve.little.latencyP99Ms / 1_000));
    expect(takeAwayValues({ ...defaultNumbers, concurrency: 7 }, curve).concurrency).toBe(7);
  });
});

test.each([
  [350, '0,35\u00a0s'],
  [119_000, '119\u00a0s'],
  [120_000, '2\u00a0min'],
  [125_000, '2\u00a0min 5\u00a0s'],
  [3_600_000, '1\u00a0h'],
  [35_300_000, '9\u00a0h 48\u00a0min'],
])('%d ms are spoken as „%s“', (ms, words) => expect(spokenTime(ms)).toBe(words));

test.each([240, 320, 640, 900])('at %d px the curve stays inside its picture and its marks do not collide', (width) => {
  const scales = curveScales(curve, width, 240);
  for (const { concurrency, totalMs } of curve.points) {
    expect(scales.x(concurrency)).toBeGreaterThanOrEqual(scales.left - 0.01);
    expect(scales.x(concurrency)).toBeLessThanOrEqual(scales.right + 0.01);
    expect(scales.y(totalMs)).toBeGreaterThanOrEqual(scales.top);
    expect(scales.y(totalMs)).toBeLessThanOrEqual(scales.bottom);
  }
  const places = scales.xTicks.map(scales.x);
  for (const [index, place] of places.entries()) expect(place - (places[index - 1] ?? -100)).toBeGreaterThan(18);
});
