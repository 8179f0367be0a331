import { describe, expect, test } from 'vitest';
import { fillProgram } from '../../../src/islands/decide/take-away.ts';
import { programFile, programFiles, values } from './program-files.ts';

describe.each(programFiles)('$file', ({ file, language, template }) => {
  test('holds the values of the calculator and is otherwise the template', () => {
    const filled = fillProgram(template, language, { ...values, calls: 12_345 });
    expect(filled).toContain('ANZAHL = 12_345');
    const changed = filled.split('\n').filter((line, index) => line !== template.split('\n')[index]);
    for (const line of changed) expect(line).toMatch(/^(const )?[A-Z_]+ = \S+$/);
  });

  test('leaves Retry-After to the client and names no key', () => {
    expect(template).toMatch(language === 'python' ? /max_retries=WIEDERHOLUNGEN/ : /maxRetries: WIEDERHOLUNGEN/);
    expect(template).not.toMatch(/sk-|api_key|apiKey/);
    expect(file).toMatch(language === 'python' ? /\.py$/ : /\.ts$/);
  });
});

test('a program without its marker lines is refused with the remedy', () => {
  expect(() => fillProgram('MODELL = "x"\n', 'python', values)).toThrow(/marker lines are missing\. Write "# Werte/);
});

test('an unknown constant is refused and the known ones are named', () => {
  const { template } = programFile('synchron.py');
  expect(() => fillProgram(template.replace('ANZAHL = 10', 'MENGE = 10'), 'python', values)).toThrow(
    /"MENGE = 10".*ANZAHL/,
  );
});
