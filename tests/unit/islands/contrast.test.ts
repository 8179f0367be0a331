import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');

const timeline = readFileSync(new URL('../../../src/styles/timeline.css', import.meta.url), 'utf8');

const experiment = readFileSync(new URL('../../../src/styles/experiment.css', import.meta.url), 'utf8');

/** The colours of a theme: each token names both, the light one first. */
function colours(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark]));
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour as `color-mix(in srgb, one share, other)` makes it. */
function mixed(one: string, other: string, share: number): string {
  const part = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const texts = ['ink', 'ink-mute', 'sync-ink', 'async-ink', 'thread-ink', 'failed-ink', 'good-ink', 'doubt-ink'];
const marks = ['sync', 'async', 'thread', 'wire', 'failed', 'line-strong', 'focus'];
const grounds = ['card', 'card-sunk', 'sl-color-black'];

describe.each(['light', 'dark'] as const)('colours of the %s theme', (theme) => {
  const all = colours(theme);
  const ratio = (front: string, back: string): number => contrast(all.get(front) ?? '', all.get(back) ?? '');

  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s can be read on %s',
    (text, ground) => {
      expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(marks.flatMap((mark) => grounds.map((ground) => [mark, ground] as const)))(
    '%s can be seen on %s',
    (mark, ground) => {
      expect(ratio(mark, ground)).toBeGreaterThanOrEqual(3);
    },
  );

  it('every colour of code can be read on changed lines', () => {
    const codes = [...experiment.matchAll(/\.c-\w+ \{\s*color: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
    const changes = [
      ...experiment.matchAll(/color-mix\(in srgb, var\(--(failed|good)-tint\) (\d+)%, var\(--card\)\)/g),
    ];
    expect(codes).toHaveLength(6);
    expect(changes).toHaveLength(2);
    for (const [, kind = '', share] of changes) {
      const ground = mixed(all.get(`${kind}-tint`) ?? '', all.get('card') ?? '', Number(share) / 100);
      for (const [, light = '', dark = ''] of codes) {
        expect(contrast(theme === 'light' ? light : dark, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it.each(['sync', 'async', 'thread'])('thin lines that wait can be seen: %s', (tone) => {
    const shares = [...timeline.matchAll(/waiting \{[^}]*var\(--tone\) (\d+)%, var\(--tint\)/g)];
    expect(shares).toHaveLength(2);
    for (const [, share] of shares) {
      const line = mixed(all.get(tone) ?? '', all.get(`${tone}-tint`) ?? '', Number(share) / 100);
      expect(contrast(line, all.get('card') ?? '')).toBeGreaterThanOrEqual(3);
    }
  });

  it.each([
    ['ink', 'failed-tint'],
    ['ink', 'good-tint'],
    ['doubt-ink', 'doubt-tint'],
    ['good-ink', 'good-tint'],
    ['failed-ink', 'failed-tint'],
    ['button-ink', 'button'],
    ['card', 'ink'],
    ['sl-color-accent', 'sl-color-black'],
  ])('%s can be read on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
