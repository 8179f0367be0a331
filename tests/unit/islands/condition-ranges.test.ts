import { expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { sliderValue } from '../../../sandbox/lab/conditions-choice.ts';
import { readExamples } from '../../../sandbox/lab/example.node.ts';
import { conditionRanges } from '../../../src/islands/experiment/Conditions.tsx';

it('every control reaches the number that any preset or experiment sets', async () => {
  const examples = await readExamples();
  const all = [...Object.values(presets), ...examples.map((example) => example.conditions)];
  for (const conditions of all) {
    for (const { field, min, max } of conditionRanges) {
      const value = sliderValue(conditions, field);
      if (value === null) continue;
      expect(value, `${field} of ${conditions.name}`).toBeGreaterThanOrEqual(min);
      expect(value, `${field} of ${conditions.name}`).toBeLessThanOrEqual(max);
    }
  }
});
