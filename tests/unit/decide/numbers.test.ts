import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLimitHeaders } from '../../../src/islands/decide/limit-headers.ts';
import {
  defaultNumbers,
  type FieldSpec,
  fields,
  numberText,
  problemTogether,
  readNumber,
} from '../../../src/islands/decide/numbers.ts';
import { numbersFromQuery, numbersIntoQuery } from '../../../src/islands/decide/numbers-query.ts';
import { positionOf, SLIDER_STEPS, valueAt } from '../../../src/islands/decide/slider-scale.ts';

const specs: readonly FieldSpec[] = Object.values(fields);

describe('reading a number', () => {
  test.each([
    ['100', 100],
    [' 10.000 ', 10_000],
    ['10 000', 10_000],
    ['1e3', 1_000],
  ])('„%s“ means %d calls', (text, value) => {
    expect(readNumber(text, fields.calls)).toEqual({ kind: 'number', value });
  });

  test.each([
    ['2,5', 2.5],
    ['2.5', 2.5],
    ['0', 0],
  ])('„%s“ means %d seconds', (text, value) => {
    expect(readNumber(text, fields.minSeconds)).toEqual({ kind: 'number', value });
  });

  test.each([
    ['', /hier fehlt eine Zahl von 1 bis 50\.000/],
    ['0', /mindestens 1 Aufruf\./],
    ['-5', /mindestens 1 Aufruf\./],
    ['1e12', /höchstens 50\.000 Aufrufe/],
    ['1e999', /höchstens/],
    ['viele', /„viele“ ist keine Zahl/],
    ['<script>alert(1)</script>', /ist keine Zahl/],
    ['1,5', /ganze Zahlen/],
    ['NaN', /ist keine Zahl/],
  ])('„%s“ is answered with a sentence', (text, sentence) => {
    const reading = readNumber(text, fields.calls);
    expect(reading.kind).toBe('problem');
    if (reading.kind === 'problem') expect(reading.sentence).toMatch(sentence);
  });

  test('any text gives a number within the bounds or a sentence', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...specs), (text, spec) => {
        const reading = readNumber(text, spec);
        if (reading.kind === 'problem') expect(reading.sentence.length).toBeGreaterThan(10);
        else expect(reading.value >= spec.min && reading.value <= spec.max).toBe(true);
      }),
    );
  });

  test('what a field shows is read back as the same number', () => {
    for (const spec of specs) {
      for (const value of [spec.min, spec.max]) {
        expect(readNumber(numberText(value, spec), spec)).toEqual({ kind: 'number', value });
      }
    }
  });
});

describe('the slider', () => {
  test('reaches both ends and gives only numbers that the field accepts', () => {
    for (const spec of specs) {
      expect(valueAt(0, spec)).toBe(spec.min);
      expect(valueAt(SLIDER_STEPS, spec)).toBe(spec.sliderMax ?? spec.max);
      for (let position = 0; position <= SLIDER_STEPS; position += 7) {
        const value = valueAt(position, spec);
        expect(readNumber(numberText(value, spec), spec)).toEqual({ kind: 'number', value });
      }
    }
  });

  test('stands where its number is', () => {
    expect(positionOf(fields.calls.min, fields.calls)).toBe(0);
    expect(positionOf(fields.calls.max, fields.calls)).toBe(SLIDER_STEPS);
    expect(positionOf(600, fields.maxSeconds)).toBe(SLIDER_STEPS);
  });
});

describe('numbers that do not fit together', () => {
  test('are explained at the field', () => {
    expect(problemTogether(defaultNumbers)).toBeNull();
    expect(problemTogether({ ...defaultNumbers, minSeconds: 9 })?.field).toBe('maxSeconds');
    expect(problemTogether({ ...defaultNumbers, tokensPerMinute: 100 })?.sentence).toContain('500 Tokens');
    expect(problemTogether({ ...defaultNumbers, tokensPerMinute: 100, hasLimits: false })).toBeNull();
  });
});

describe('the address', () => {
  test('holds only what differs from the defaults', () => {
    expect(numbersIntoQuery(defaultNumbers, new URLSearchParams('art=server')).toString()).toBe('art=server');
  });

  test('gives back the same numbers', () => {
    const numbers = {
      ...defaultNumbers,
      calls: 777,
      latency: 'langsam' as const,
      hasLimits: false,
      concurrency: 42,
      inputPrice: 2.5,
    };
    expect(numbersFromQuery(new URLSearchParams(numbersIntoQuery(numbers, new URLSearchParams()).toString()))).toEqual(
      numbers,
    );
  });

  test('with nonsense keeps the defaults', () => {
    expect(numbersFromQuery(new URLSearchParams('n=1e12&rpm=-1&lat=warp&par=&von=abc'))).toEqual(defaultNumbers);
  });
});

describe('pasted headers', () => {
  test.each([
    ['x-ratelimit-limit-requests: 500\nx-ratelimit-limit-tokens: 200000'],
    ['< X-RateLimit-Limit-Requests: 500\r\n< X-RateLimit-Limit-Tokens: 200000\r\n< date: heute'],
    ['{"x-ratelimit-limit-requests": "500", "x-ratelimit-limit-tokens": "200000"}'],
  ])('fill the limits: %j', (text) => {
    expect(readLimitHeaders(text)).toEqual({ kind: 'limits', requestsPerMinute: 500, tokensPerMinute: 200_000 });
  });

  test('with one limit fill that one', () => {
    expect(readLimitHeaders('x-ratelimit-limit-tokens: 30000')).toEqual({ kind: 'limits', tokensPerMinute: 30_000 });
  });

  test.each([['hallo'], ['x-ratelimit-limit-requests: viele'], ['x-ratelimit-limit-requests: 0']])(
    'garbage is explained: %j',
    (text) => {
      expect(readLimitHeaders(text).kind).toBe('problem');
    },
  );
});
