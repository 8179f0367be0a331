import { presets } from '../../../sandbox/conditions/conditions.ts';
import { latencyProfiles } from '../../../sandbox/conditions/latency.ts';
import { forecast, forecastCurve, shareTimes } from '../../../sandbox/forecast/forecast.ts';
import { type Ground, questionOf } from '../../islands/decide/calculator-question.ts';
import type { Forecasts } from '../../islands/decide/decide-store.ts';
import { readDecisionData } from '../../islands/decide/decision-data.ts';
import type { DecisionData } from '../../islands/decide/decision-schema.ts';
import { defaultNumbers } from '../../islands/decide/numbers.ts';

const yamlFiles = import.meta.glob<string>('/content/decision/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const programFiles = import.meta.glob<string>('/content/decision/programs/*.{py,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function byName(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text]));
}

/** The decision's data, checked while the site is built. */
export const decisionData: DecisionData = readDecisionData(byName(yamlFiles));

/** The templates of the programs to take away, by file name. */
export const programs = byName(programFiles);

for (const { id, programs: named } of decisionData.recommendations) {
  for (const file of Object.values(named)) {
    if (file !== undefined && programs[file] === undefined) {
      throw new Error(
        `Failed to read content/decision/recommendations.yaml: ${id} names the program "${file}", which does not exist. Add it to content/decision/programs.`,
      );
    }
  }
}

export const ground: Ground = { conditions: presets.artikel, profiles: latencyProfiles };

/** The forecast that the page shows before its script has loaded, and without it. */
export function firstForecasts(): Forecasts {
  const guess = questionOf(defaultNumbers, 'python', 1, ground);
  const times = shareTimes(guess.conditions, guess.workload);
  const curve = forecastCurve({ ...guess, mode: 'asynchron-begrenzt' }, times);
  const question = questionOf(defaultNumbers, 'python', curve.knee.concurrency, ground);
  return { curve, points: question.modes.map((mode) => forecast({ ...question, mode }, times)) };
}
