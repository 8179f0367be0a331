import { expect, it } from 'vitest';
import { readExamples } from '../../../sandbox/lab/example.node.ts';
import type { Example } from '../../../sandbox/lab/example.ts';
import { modeWord } from '../../../src/islands/experiment/experimentData.ts';
import { createExperimentModel, type ExperimentModel } from '../../../src/islands/experiment/experimentModel.ts';
import { guessedPrograms } from '../../../src/islands/experiment/guesses.ts';

function modelOf(example: Example): ExperimentModel {
  const programs = example.programs.map(({ label, note: _, ...program }) => ({
    ...program,
    label: label ?? modeWord(program.mode),
    html: '',
  }));
  const { prediction = null } = example;
  return createExperimentModel({ ...example, programs, prediction, proof: null, notes: {}, recordings: [] });
}

/** Words that name one of several programs, and how the name of its field then begins. */
const named: readonly (readonly [RegExp, RegExp])[] = [
  [/synchron geschrieben|[, ]synchron\b/, /synchron|abfragen/],
  [/asynchron|gleichzeitigen? Aufruf|mit .*Tasks/, /asynchron/],
  [/nacheinander/, /^synchron/],
  [/[bB]lockierend/, /blockierend/],
  [/Threads/, /Threads/],
];

it('every question to guess at has the fields that it asks for, in each language', async () => {
  for (const example of await readExamples()) {
    const { prediction } = example;
    if (prediction === undefined || 'choices' in prediction) continue;
    const model = modelOf(example);
    for (const language of new Set(example.programs.map((program) => program.language))) {
      model.language.value = language;
      const fields = guessedPrograms(model).map((program) => program.label);
      const where = `${example.slug}, ${language}: ${prediction.question} (${fields.join(', ')})`;
      expect(fields.length, where).toBeGreaterThan(0);
      for (const [word, field] of named) {
        if (word.test(prediction.question))
          expect(
            fields.some((label) => field.test(label)),
            where,
          ).toBe(true);
      }
      if (/\bspart\b|Abstand|die asynchrone|das asynchrone/.test(prediction.question)) {
        expect(fields, where).toHaveLength(1);
      }
      if (/\bdrei Fassungen/.test(prediction.question)) expect(fields, where).toHaveLength(3);
    }
  }
});
