import { expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { conditionsSummary } from '../../../src/islands/experiment/settingText.ts';

it.each([
  [2_000, 5_000, '2–5\u00a0s je Antwort'],
  [1_000, 1_000, '1\u00a0s je Antwort'],
])('answers of %i to %i ms are said as a reader would', (minMs, maxMs, text) => {
  expect(conditionsSummary({ ...presets.artikel, latency: { kind: 'total', minMs, maxMs } }).startsWith(text)).toBe(
    true,
  );
});
