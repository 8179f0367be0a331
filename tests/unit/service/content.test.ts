import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeAnswer } from '../../../sandbox/service/content/answer-text.ts';
import { continueText } from '../../../sandbox/service/content/continuation.ts';
import { textOfPattern } from '../../../sandbox/service/content/pattern-text.ts';
import { valueOfSchema } from '../../../sandbox/service/content/schema-value.ts';
import { Draw } from '../../../sandbox/service/draw.ts';

const drawOf = (seed: number): Draw => new Draw(seed, 1, 2);

/** Zod schemas as programs write them for structured outputs. */
const schemas: fc.Arbitrary<z.ZodType> = fc.letrec<{ any: z.ZodType }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(z.string()),
    fc.constant(z.boolean()),
    fc.constant(z.null()),
    fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(20)).map(([min, span]) =>
      z
        .int()
        .min(min)
        .max(min + span),
    ),
    fc.integer({ min: -5, max: 5 }).map((min) => z.number().min(min)),
    fc.constantFrom(z.int(), z.int32(), z.uint32(), z.float32(), z.float64(), z.int().positive(), z.int().max(-3)),
    fc.maxSafeInteger().map((min) => z.int().min(min)),
    fc.maxSafeInteger().map((max) => z.int().max(max)),
    fc.nat(30).map((length) =>
      z
        .string()
        .min(length)
        .max(length + 5),
    ),
    fc.constantFrom(z.iso.date(), z.iso.datetime(), z.email(), z.uuid(), z.url()),
    fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }).map((list) => z.enum(list)),
    fc.string().map((value) => z.literal(value)),
    tie('any').map((item) => z.array(item).min(1).max(2)),
    tie('any').map((one) => one.nullable()),
    fc.tuple(tie('any'), tie('any')).map(([one, other]) => z.union([one, other])),
    fc.dictionary(fc.constantFrom('ort', 'name', 'wert', 'liste'), tie('any')).map((shape) => z.object(shape)),
  ),
})).any;

describe('JSON by schema', () => {
  it('satisfies any schema', () => {
    fc.assert(
      fc.property(schemas, fc.nat(), (schema, seed) => {
        const value = valueOfSchema(z.toJSONSchema(schema), drawOf(seed));
        const result = schema.safeParse(JSON.parse(JSON.stringify(value)));
        expect(result.error?.issues).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an integer', z.int(), 1, 100],
    ['a number', z.number(), 1, 100],
    ['32 bits', z.int32(), 1, 100],
    ['32 bits without a sign', z.uint32(), 0, 100],
    ['a float', z.float32(), 1, 100],
    ['a positive integer', z.int().positive(), 1, 100],
    ['an integer that is not negative', z.int().nonnegative(), 0, 99],
    ['a negative integer', z.int().negative(), -100, -1],
    ['an integer from 18 on', z.int().min(18), 18, 117],
    ['an integer up to 5', z.int().max(5), -94, 5],
    ['a moment in milliseconds', z.int().min(1_700_000_000_000), 1_700_000_000_000, 1_700_000_000_099],
    ['bounds that are meant', z.int().min(1_000_000).max(2_000_000), 1_000_000, 2_000_000],
  ])('takes bounds of a type for none: %s', (_what, schema, min, max) => {
    for (let seed = 0; seed < 50; seed++) {
      const value = valueOfSchema(z.toJSONSchema(schema), drawOf(seed));
      expect(schema.safeParse(value).error?.issues).toBeUndefined();
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
    }
  });

  it('ends for recursive schemas', () => {
    const node = z.object({
      name: z.string(),
      get kinder() {
        return z.array(node);
      },
      get rest() {
        return node.nullable();
      },
    });
    const value = valueOfSchema(z.toJSONSchema(node), drawOf(3));
    expect(node.safeParse(value).success).toBe(true);
  });

  it('puts a place of the prompt where a place is asked for', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    expect(valueOfSchema(schema, drawOf(1), 'Wie wird das Wetter in Leipzig?')).toEqual({ city: 'Leipzig' });
    expect(valueOfSchema(schema, drawOf(1), 'Fahre nach Oldenburg!')).toEqual({ city: 'Oldenburg' });
  });

  it.each(['^[A-Z]{2}-\\d{4}$', '^\\d{3}\\.\\d+$', '^(ja|nein)$', '^#[0-9a-f]{6}$', '^ab?c*$'])(
    'writes texts for simple patterns: %s',
    (pattern) => {
      for (let seed = 0; seed < 20; seed++)
        expect(textOfPattern(pattern, drawOf(seed))).toMatch(new RegExp(pattern, 'u'));
    },
  );

  it('survives any value in place of a schema', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (schema) => {
        expect(() => JSON.stringify(valueOfSchema(schema, drawOf(1)))).not.toThrow();
      }),
    );
  });
});

describe('German answers', () => {
  it('are the same for the same draw and never empty', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (prompt, seed) => {
        const text = writeAnswer(prompt, drawOf(seed)).join('');
        expect(text).not.toBe('');
        expect(writeAnswer(prompt, drawOf(seed)).join('')).toBe(text);
      }),
    );
  });

  it('keep to the topic of the question', () => {
    expect(writeAnswer('Was ist ein Ratenlimit?', drawOf(1)).join('')).toMatch(/429|Ratenlimit|Client|Fehler|Dienst/u);
  });

  it('go on with what has begun', () => {
    expect(`Sehr gee${continueText('Sehr gee', drawOf(1))}`).toMatch(/^Sehr geehrte Damen/u);
    expect(writeAnswer('Ergänze: Sehr gee', drawOf(1)).join('')).toMatch(/^hrte Damen/u);
    expect(continueText('Der Zug fährt', drawOf(1))).toMatch(/^ .+\.$/u);
  });
});

describe('hostile requests', () => {
  it('cannot make a value grow for ever', () => {
    const self = { $ref: '#' };
    const properties = { a: self, b: self, c: self, d: self, e: self, f: self };
    const endless = { type: 'object', properties, required: Object.keys(properties) };
    expect(JSON.stringify(valueOfSchema(endless, drawOf(1))).length).toBeLessThan(1_000_000);
    const wide = { type: 'array', minItems: 1e9, items: { type: 'array', minItems: 1e9, items: { type: 'string' } } };
    expect(JSON.stringify(valueOfSchema(wide, drawOf(1))).length).toBeLessThan(1_000_000);
    const long = { type: 'string', minLength: 1e12 };
    expect(JSON.stringify(valueOfSchema(long, drawOf(1))).length).toBeLessThan(20_000);
    expect(textOfPattern('^a{999999999}$', drawOf(1)).length).toBe(1_000);
  });

  it('cannot make the search for a topic slow', () => {
    expect(writeAnswer('fass '.repeat(200_000), drawOf(1)).join('')).not.toBe('');
  });
});
