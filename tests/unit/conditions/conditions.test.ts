import { describe, expect, it } from 'vitest';
import { conditionsSchema, presets } from '../../../sandbox/conditions/conditions.ts';
import { latencyProfiles } from '../../../sandbox/conditions/latency.ts';
import { DEFAULT_MODEL, models } from '../../../sandbox/conditions/models.ts';
import { latencyTexts, presetTexts } from '../../../sandbox/conditions/preset-texts.ts';
import { costOf, prices } from '../../../sandbox/conditions/prices.ts';

describe('presets', () => {
  it.each(Object.entries(presets))('%s satisfies the schema, bears its name and has a German text', (name, preset) => {
    expect(conditionsSchema.parse(preset)).toEqual(preset);
    expect(preset.name).toBe(name);
    expect(presetTexts[name as keyof typeof presets].label).not.toBe('');
    expect(presetTexts[name as keyof typeof presets].description).toMatch(/\.$/u);
  });

  it('keep what the article assumes: two to five seconds, a thousand calls at once', () => {
    expect(presets.artikel).toMatchObject({ latency: { kind: 'total', minMs: 2_000, maxMs: 5_000 }, limits: null });
    expect(presets.artikel.load.slots).toBeGreaterThanOrEqual(1_000);
  });

  it('name every latency profile', () => {
    expect(Object.keys(latencyTexts)).toEqual(Object.keys(latencyProfiles));
  });
});

describe('the schema', () => {
  it.each([
    ['an unknown field', { ...presets.artikel, farbe: 'blau' }],
    ['bounds in the wrong order', { ...presets.artikel, latency: { kind: 'total', minMs: 5, maxMs: 2 } }],
    ['a negative seed', { ...presets.artikel, seed: -1 }],
    ['no slot at all', { ...presets.artikel, load: { slots: 0, slowdown: 1 } }],
    ['a date without time', { ...presets.artikel, labDate: '2026-11-02' }],
    ['a spread above 30 %', { ...presets.artikel, latency: { ...latencyProfiles.schnell, spread: 0.4 } }],
  ])('refuses %s', (_name, conditions) => {
    expect(conditionsSchema.safeParse(conditions).success).toBe(false);
  });
});

describe('models', () => {
  it('have dates that are dates, and the model of the examples is served', () => {
    for (const { shutdownDate } of models.values()) {
      if (shutdownDate !== null) expect(new Date(shutdownDate).toISOString().slice(0, 10)).toBe(shutdownDate);
    }
    expect(models.get(DEFAULT_MODEL)).toMatchObject({ kind: 'chat', shutdownDate: null });
    expect(models.get('gpt-4')?.shutdownDate).toBe('2026-10-23');
    expect(models.get('text-davinci-003')?.shutdownDate).toBe('2024-01-04');
  });
});

describe('prices', () => {
  const usage = {
    model: DEFAULT_MODEL,
    promptTokens: 1_000_000,
    cachedTokens: 0,
    completionTokens: 1_000_000,
  } as const;

  it('are per million tokens, cheaper from the cache, half in batch and flex, double for priority', () => {
    expect(costOf({ ...usage, tier: 'default' })).toBeCloseTo(0.6, 12);
    expect(costOf({ ...usage, cachedTokens: 1_000_000, tier: 'default' })).toBeCloseTo(0.51, 12);
    expect(costOf({ ...usage, tier: 'batch' })).toBeCloseTo(0.3, 12);
    expect(costOf({ ...usage, tier: 'flex' })).toBeCloseTo(0.3, 12);
    expect(costOf({ ...usage, tier: 'priority' })).toBeCloseTo(1.2, 12);
  });

  it('are unknown rather than guessed, and dated where known', () => {
    expect(costOf({ ...usage, model: 'gpt-image-2.6-flare', tier: 'default' })).toBeUndefined();
    for (const [model, price] of Object.entries(prices)) {
      expect(models.has(model)).toBe(true);
      expect(price.checked).toMatch(/^\d{4}-\d\d-\d\d$/u);
    }
  });
});
