import { describe, expect, test } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { resolveConditions, sliderValue, withSlider } from '../../../sandbox/lab/conditions-choice.ts';
import { readExample, readExamples } from '../../../sandbox/lab/example.node.ts';
import { parameterProblem, parseExample, valuesIn } from '../../../sandbox/lab/example.ts';

const sources = { 'sync.py': 'print(1)', 'async.ts': 'console.log(1)', 'seltsam.py': '' };
const minimal = 'title: A\nquestion: B?\nprograms: [sync.py, async.ts]\n';
const words = `${minimal}parameters:\n  - { name: WEG, label: Weg, choices: [a, b, c], default: b, choicesIn: { typescript: [c, a] } }\n`;
const numbers = `${minimal}parameters:\n  - { name: ANZAHL, label: Anzahl, min: 1, max: 10, default: 5 }\n`;

describe('an example', () => {
  test('is complete after reading: defaults, conditions and sources are filled in', () => {
    const example = parseExample('probe', numbers, sources);
    expect(example.conditions).toEqual(presets.artikel);
    expect(example.programs.map(({ file, language, mode, source }) => [file, language, mode, source])).toEqual([
      ['sync.py', 'python', 'synchron', 'print(1)'],
      ['async.ts', 'typescript', 'asynchron', 'console.log(1)'],
    ]);
    expect(example.recordings).toEqual([
      { parameters: { ANZAHL: '5' }, conditions: presets.artikel, programs: ['sync.py', 'async.ts'] },
    ]);
  });

  test('may record several settings, with conditions of their own', () => {
    const yaml = `${numbers}recordings:\n  - { ANZAHL: 1 }\n  - { conditions: rate-limit, programs: [sync.py] }\n`;
    const [first, second] = parseExample('probe', yaml, sources).recordings;
    expect(first?.parameters).toEqual({ ANZAHL: '1' });
    expect(second).toEqual({ parameters: { ANZAHL: '5' }, conditions: presets['rate-limit'], programs: ['sync.py'] });
  });

  test.each([
    ['title: A\nprograms: [sync.py]\n', /field question: /],
    [`${minimal}farbe: rot\n`, /farbe/],
    ['title: A\nquestion: B?\nprograms: [fehlt.py]\n', /the folder has no fehlt\.py\. Write the file/],
    ['title: A\nquestion: B?\nprograms: [seltsam.py]\n', /seltsam\.py does not tell its mode/],
    [`${minimal}conditions: morgens\n`, /field conditions: .*artikel/],
    [numbers.replace('default: 5', 'default: 50'), /field parameters\[0\]: 50 is no allowed value of ANZAHL/],
    [words.replace('[c, a]', '[d]'), /field parameters\[0\]: d is no allowed value of WEG/],
    [numbers.replace('min: 1', 'min: eins'), /field parameters\[0\]/],
    [`${numbers}recordings: [{ ANZAHL: 99 }]\n`, /field recordings\[0\]\.ANZAHL: 99 is out of range/],
    [`${numbers}parity: { parameters: { MENGE: 1 } }\n`, /field parity\.MENGE: 1 is no declared parameter/],
    [
      `${minimal}sliders: [{ field: latency.spread, label: Streuung, min: 0, max: 0.3, step: 0.1 }]\n`,
      /latency\.spread is absent/,
    ],
    ['title: [A\n', /line \d+ is no YAML/],
  ])('that is broken is refused with file, field and remedy: %#', (yaml, message) => {
    expect(() => parseExample('probe', yaml, sources)).toThrow(message);
    expect(() => parseExample('probe', yaml, sources)).toThrow(/^Failed to read example probe: example\.yaml: /);
  });

  test('viele-aufrufe has four programs and three recorded settings', async () => {
    const example = await readExample('viele-aufrufe');
    expect(example.programs).toHaveLength(4);
    expect(example.recordings.map((setting) => setting.parameters['ANZAHL'])).toEqual(['1', '10', '100']);
    expect(example.parity?.conditions).toMatchObject({ name: 'eigene', latency: { minMs: 200 }, seed: 1 });
  });

  test('every example in the repository can be read', async () => {
    expect((await readExamples()).length).toBeGreaterThan(0);
  });
});

describe('a parameter value', () => {
  const parameter = { name: 'ANZAHL', label: 'Anzahl', min: 1, max: 10, step: 1, default: 5 };
  test.each(['1', '10', '3'])('%s is accepted', (value) => expect(parameterProblem(parameter, value)).toBeNull());
  test.each(['', '0', '11', '3.7', 'viele'])('„%s“ is refused in German', (value) => {
    expect(parameterProblem(parameter, value)).toMatch(/von 1 bis 10/);
  });
  test('that a language does not know gives way to the first that it knows', () => {
    const { parameters } = parseExample('probe', words, sources);
    expect(valuesIn('typescript', parameters, { WEG: 'b' })).toEqual({ WEG: 'c' });
    expect(valuesIn('typescript', parameters, { WEG: 'a' })).toEqual({ WEG: 'a' });
    expect(valuesIn('python', parameters, { WEG: 'b' })).toEqual({ WEG: 'b' });
  });
});

describe('conditions', () => {
  test('may change a preset in part', () => {
    const conditions = resolveConditions({ preset: 'azure', network: { roundTripMs: 80 }, latency: 'schnell' });
    expect(conditions.network).toEqual({ roundTripMs: 80, tls: true });
    expect(conditions.limits).toEqual(presets.azure.limits);
    expect(conditions.latency).toMatchObject({ overheadMs: 400 });
    expect(conditions.name).toBe('eigene');
  });

  test('can be turned by sliders, keeping the bounds of the latency in order', () => {
    const turned = withSlider(presets.artikel, 'latency.minMs', 7_000);
    expect(turned.latency).toEqual({ kind: 'total', minMs: 7_000, maxMs: 7_000 });
    expect(sliderValue(withSlider(presets.artikel, 'faults.reset', 0.2), 'faults.reset')).toBe(0.2);
    expect(sliderValue(withSlider(presets.artikel, 'limits.requestsPerMinute', 30), 'limits.requestsPerMinute')).toBe(
      30,
    );
    expect(sliderValue(presets.artikel, 'limits.requestsPerMinute')).toBeNull();
  });
});
