import { expect, test } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { type Forecast, type ForecastMode, forecastRun } from '../../../sandbox/forecast/forecast.ts';
import { isLimitOfOne, modeSummary } from '../../../src/islands/decide/mode-summary.ts';

const modes: readonly ForecastMode[] = ['synchron', 'thread-pool', 'asynchron', 'hintergrund', 'batch'];
const forecasts = (calls: number): readonly Forecast[] =>
  modes.map((mode) => forecastRun(mode, calls, 2, presets.artikel));

test('for one call the equal modes are named together and none of them is called slowest', () => {
  const sentence = modeSummary(forecasts(1));
  expect(sentence).toMatch(
    /sind „Synchron“, „Thread-Pool \(1\)“ und „Asynchron, alle zugleich“ mit .* am schnellsten/u,
  );
  expect(sentence).toMatch(/„Hintergrundmodus“ mit [^„]* am langsamsten/u);
});

test('for many calls one mode is quickest and one slowest', () => {
  expect(modeSummary(forecasts(20))).toMatch(/ist „Asynchron, alle zugleich“ mit .* am schnellsten, „Synchron“ mit/u);
});

test('modes that take the same time have neither a quickest nor a slowest', () => {
  expect(modeSummary(forecasts(1).slice(0, 3))).toMatch(/gleich schnell: /u);
});

test('the Batch API is named where it would be the quickest, with the reason why nobody can count on it', () => {
  const many = forecasts(1_000).filter(({ mode }) => mode === 'synchron' || mode === 'batch');
  expect(modeSummary(many)).toMatch(
    /^Am schnellsten wäre im Median „Batch API“ mit [^;]*; doch wann sie fertig ist, entscheidet OpenAI, zugesagt sind 24\u00a0h\. Für die übrigen gilt: Alle Aufrufe gelingen hier in einem Modus: „Synchron“/u,
  );
  expect(modeSummary(forecasts(20))).not.toContain('Batch');
});

test('a pool of one is nothing to recommend', () => {
  expect(
    forecasts(1)
      .filter(isLimitOfOne)
      .map(({ mode }) => mode),
  ).toEqual(['thread-pool']);
});
